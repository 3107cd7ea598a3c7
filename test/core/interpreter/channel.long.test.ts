import { channelFloodSuite } from './support/channelFloods.ts';

const ENDED = /Python was ended: the code wrote more than 64 MB/;

channelFloodSuite('Floods of all kinds on the descriptors', [
  { name: 'one line without an end', code: 'import os\nfor i in range(6000): os.write(3, b"x" * 10**6)', notice: ENDED, survives: false },
  { name: 'short lines without an end', code: 'import os\nfor i in range(2000): os.write(3, b"\\nx" * 10**5)', notice: ENDED, survives: false },
  { name: 'prints', code: 'import os\nfor i in range(3000): os.write(1, b"x" * 10**6)', notice: /printed more than 1 million characters/, survives: true },
  { name: 'prints on both', code: 'import os\nfor i in range(3000): os.write(1 + i % 2, b"x" * 10**6)', notice: /printed more than 1 million characters/, survives: true },
  { name: 'values', code: 'class Page:\n    def _repr_html_(self): return "a" * 10**6\nfor i in range(500): display(Page())', notice: /showed more than 32 million characters/, survives: true },
  {
    name: 'true events that wait',
    code: 'import os\nchannel = display.__self__.channel\nchannel.printed = []\nfor i in range(2000): channel.emit("display", data={"text/plain": "a" * 10**6})',
    notice: /Python was ended: more than 64 MB of its results waited/,
    survives: false,
  },
  {
    name: 'a deep value',
    code: 'import os\nchannel = display.__self__.channel\nchannel.count += 1\nfor d in channel.printed: os.write(d, channel.marker + channel.count.to_bytes(4, "big"))\nos.write(3, b"\\n%s %d %s\\n" % (channel.token, channel.count, b\'{"event":"display","data":\' + b"[" * 30_000_000))\nos.write(3, b"stray\\n")',
    notice: /what it wrote there was dropped/,
    survives: true,
  },
]);
