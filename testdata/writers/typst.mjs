// The document of the figures with the typst compiler, which npm has as a
// native module. Usage: node typst.mjs MODULES DIR; without DIR it only loads
// the compiler.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const [modules, dir] = process.argv.slice(2);
const { NodeCompiler } = createRequire(modules + '/')('@myriaddreamin/typst-ts-node-compiler');
if (dir) {
	const compiler = NodeCompiler.create({ workspace: dir, fontArgs: [{ fontPaths: [dir] }] });
	writeFileSync(dir + '/typst.pdf', compiler.pdf({ mainFilePath: dir + '/main.typ' }));
}
