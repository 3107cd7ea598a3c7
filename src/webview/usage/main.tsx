import { render } from 'preact';
import { UsagePage } from './page.tsx';

const root = document.getElementById('root');
if (root) render(<UsagePage />, root);
