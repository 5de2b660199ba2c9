// Loads the core as an adapter does and prints one answer. Run by bundles.test.ts under a loader that throws on electron.
import { createCore } from '../../electron/core/index.ts';
import { fakePorts } from '../fakes/ports.ts';

const ports = fakePorts();
const core = createCore(ports);
console.log(await core.router.handle(JSON.stringify({ call: 'app.describe', input: {} }), { role: 'cli', url: '', isMainFrame: true }));
await core.dispose();
ports.fake.remove();
