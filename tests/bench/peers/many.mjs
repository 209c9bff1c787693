// A Node library over plain tokens, one a line, file in, count out, at its own best: one worker a core.
//
// With an issuer and an audience it checks them, exp and nbf too; without, the signature alone.
//
//     node many.mjs jose|jsonwebtoken|fast-jwt rs256|hs256 TOKENS-FILE KEY-FILE WORKERS [ISSUER AUDIENCE]
import { createPublicKey, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.env.NODE_PATH + '/');
const argv = isMainThread ? process.argv.slice(2) : workerData.argv;
const [library, algorithm, tokensFile, keyFile, workerCount, issuer, audience] = argv;
const alg = algorithm.toUpperCase();
const text = readFileSync(keyFile, 'utf8');
const key = alg === 'RS256' ? createPublicKey({ key: JSON.parse(text).keys[0], format: 'jwk' })
                            : createSecretKey(Buffer.from(text.trim()));

async function verifier() {
    if (library === 'jose') {
        const jose = await import(pathToFileURL(require.resolve('jose')).href);
        if (!issuer) return (token) => jose.compactVerify(token, key, { algorithms: [alg] });
        return (token) => jose.jwtVerify(token, key, { algorithms: [alg], issuer, audience, requiredClaims: ['exp'] });
    }
    if (library === 'jsonwebtoken') {
        const jwt = require('jsonwebtoken');
        const rules = issuer ? { issuer, audience } : { ignoreExpiration: true, ignoreNotBefore: true };
        return (token) => jwt.verify(token, key, { algorithms: [alg], ...rules });
    }
    const { createVerifier } = require('fast-jwt');
    const secret = alg === 'RS256' ? key.export({ type: 'spki', format: 'pem' }) : text.trim();
    const rules = issuer ? { allowedIss: issuer, allowedAud: audience, requiredClaims: ['exp'] } : { ignoreExpiration: true, ignoreNotBefore: true };
    return createVerifier({ key: secret, algorithms: [alg], ...rules });
}

async function count(lines) {
    const verify = await verifier();
    let good = 0;
    for (const line of lines) {
        try {
            await verify(line);
            ++good;
        } catch { /* not verified */ }
    }
    return good;
}

const workers = Number(workerCount);
const lines = () => readFileSync(tokensFile, 'latin1').split('\n').filter(Boolean);
if (isMainThread && workers > 1) {
    let total = 0;
    await Promise.all(Array.from({ length: workers }, (_, part) => new Promise((done) => {
        const worker = new Worker(new URL(import.meta.url), { workerData: { argv, part, workers } });
        worker.on('message', (good) => { total += good; done(); });
    })));
    console.log(total);
} else if (isMainThread) {
    console.log(await count(lines()));
} else {
    parentPort.postMessage(await count(lines().filter((_, i) => i % workerData.workers === workerData.part)));
}
