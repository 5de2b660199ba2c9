// npm run build
import { buildAll } from './build-all.ts';

const took = await buildAll();
console.log(`Built dist/renderer and dist/electron in ${(took / 1000).toFixed(1)} s with Node ${process.version}.`);
