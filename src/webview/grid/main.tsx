import { render } from 'preact';
import { GridPage } from './page.tsx';

const root = document.getElementById('root');
if (root) render(<GridPage />, root);
