// Adds up the test reports (CTRF) given as arguments and prints "N passed, N failed, N skipped".
// In CI a skipped test is a failure: there every real component has to be there.
import { readFileSync } from "node:fs";

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of process.argv.slice(2)) {
    const { summary } = JSON.parse(readFileSync(file, "utf8")).results;
    passed += summary.passed;
    failed += summary.failed;
    skipped += summary.skipped + summary.pending + summary.other;
}

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
const incomplete = passed === 0 || failed > 0 || (process.env.CI && skipped > 0);
process.exit(incomplete ? 1 : 0);
