// Auth0's SDK against the Management API of `gatehouse serve`, by its documented options alone.
//
//   node sdk.js KIND     KIND: v7, v7-http, v6, legacy, legacy-http, limited
//
// DOMAIN_HTTPS and DOMAIN_HTTP are HOST:PORT, CLIENT and SECRET a client with every scope, OTHER and OTHER_SECRET one
// that may only read APIs. For https the authority is in NODE_EXTRA_CA_CERTS.
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");

const kind = process.argv[2];
const isHttp = kind.endsWith("-http");
const domain = isHttp ? process.env.DOMAIN_HTTP : process.env.DOMAIN_HTTPS;
const audience = `${isHttp ? "http" : "https"}://${domain}/api/v2/`;
const inTheClear = (url, options) => fetch(String(url?.url ?? url).replace(/^https:/, "http:"), options);
const plain = isHttp ? { fetch: inTheClear } : {};
const mark = kind + "-" + process.pid;

function sdk() {
    if (kind.startsWith("legacy")) return require("auth0/legacy");
    if (kind === "v6") return require(path.join(path.dirname(require.resolve("auth0-deploy-cli/package.json")), "node_modules/auth0"));
    return require("auth0");
}
const { ManagementClient } = sdk();

function client(id, secret) {
    return new ManagementClient({ domain, clientId: id, clientSecret: secret, audience, ...plain });
}

/// What the SDK makes of an answer that refuses: its status, and the class where it has one of its own.
async function refusal(promise) {
    try {
        await promise;
    } catch (error) {
        return { status: error.statusCode, name: error.constructor.name, body: error.body };
    }
    assert.fail("not refused");
}

async function collected(page) {
    const all = [];
    for await (const one of page) all.push(one);
    return all;
}

async function modern(management) {
    const api = management.resourceServers;
    const identifier = `https://${mark}.example.com/a b?c=ü`.replace(/[ ü]/g, "_");
    const made = await api.create({ identifier });
    assert.match(made.id, /^[0-9a-f]{24}$/);
    assert.equal(made.signing_alg, "RS256");
    assert.equal(made.token_lifetime, 86400);
    assert.equal(made.token_lifetime_for_web, 7200);
    assert.deepEqual(made.subject_type_authorization, { client: { policy: "require_client_grant" }, user: { policy: "allow_all" } });
    assert.equal((await api.get(made.id)).identifier, identifier);
    assert.equal((await api.get(identifier)).id, made.id);
    const changed = await api.update(made.id, {
        name: "Changed",
        token_lifetime: 60,
        scopes: [{ value: "read:it", description: "Read it" }, { value: "write:it" }],
        proof_of_possession: { mechanism: "dpop", required: true },
    });
    assert.equal(changed.token_lifetime_for_web, 60);
    assert.deepEqual((await api.get(identifier)).scopes, [{ value: "read:it", description: "Read it" }, { value: "write:it" }]);
    assert.deepEqual(changed.proof_of_possession, { mechanism: "dpop", required: true });
    const secret = "an-hs256-secret-that-is-long-enough-0123456789";
    const hs = await api.create({ identifier: identifier + "/hs", name: "HS", signing_alg: "HS256", signing_secret: secret });
    assert.equal(hs.signing_secret, secret);

    // Refusals are the SDK's own classes.
    const bad = await refusal(api.create({ identifier: "" }));
    assert.deepEqual([bad.status, bad.name], [400, "BadRequestError"]);
    assert.equal(bad.body.errorCode, "invalid_body");
    assert.deepEqual(await refusal(api.create({ identifier })).then((r) => [r.status, r.name, r.body.message]),
        [409, "ConflictError", "A resource server with the same identifier already exists"]);
    assert.deepEqual(await refusal(api.get("https://nobody.example.com")).then((r) => [r.status, r.name, r.body.errorCode]),
        [404, "NotFoundError", "inexistent_resource_server"]);
    const reader = client(process.env.OTHER, process.env.OTHER_SECRET);
    assert.deepEqual(await refusal(reader.resourceServers.delete(made.id)).then((r) => [r.status, r.name, r.body.message]),
        [403, "ForbiddenError", "Insufficient scope, expected any of: delete:resource_servers"]);
    const stranger = new ManagementClient({ domain, token: "aaaa.bbbb.cccc", ...plain });
    assert.deepEqual(await refusal(stranger.resourceServers.list()).then((r) => [r.status, r.name]), [401, "UnauthorizedError"]);

    // Many at once, and page after page until one is empty.
    await Promise.all(Array.from({ length: 55 }, (_, i) => api.create({ identifier: `urn:${mark}:${i}`, name: `Many ${i}` })));
    const all = await collected(await api.list());
    const many = all.filter((one) => one.identifier.startsWith(`urn:${mark}:`));
    assert.equal(many.length, 55);
    assert.equal(all[0].is_system, true);
    assert.equal(all[0].name, "Auth0 Management API");
    assert.equal(all[0].identifier, audience);
    assert.equal((await collected(await api.list({ per_page: 20 }))).length, all.length);
    assert.deepEqual((await api.list({ identifiers: [`urn:${mark}:7`] })).data.map((one) => one.name), ["Many 7"]);

    // Clients.
    const web = await management.clients.create({
        name: "Web " + mark, app_type: "regular_web", callbacks: ["https://app.example.com/cb"],
        grant_types: ["authorization_code", "implicit", "refresh_token", "password"], client_metadata: { team: "blue" },
        jwt_configuration: { alg: "RS256", lifetime_in_seconds: 600 },
    });
    assert.match(web.client_id, /^[0-9A-Za-z]{32}$/);
    assert.equal(web.client_secret.length, 64);
    assert.deepEqual(web.grant_types, ["authorization_code", "implicit", "refresh_token", "password"]);
    assert.deepEqual(web.client_metadata, { team: "blue" });
    const patched = await management.clients.update(web.client_id, { jwt_configuration: { lifetime_in_seconds: 700 }, client_metadata: { size: "1" } });
    assert.deepEqual(patched.jwt_configuration, { alg: "RS256", lifetime_in_seconds: 700 });
    assert.deepEqual(patched.client_metadata, { team: "blue", size: "1" });
    const rotated = await management.clients.rotateSecret(web.client_id);
    assert.notEqual(rotated.client_secret, web.client_secret);
    assert.equal((await management.clients.get(web.client_id)).client_secret, rotated.client_secret);
    assert.ok((await collected(await management.clients.list({ app_type: "regular_web", is_global: false }))).some((one) => one.client_id === web.client_id));
    assert.deepEqual(await refusal(management.clients.get("nobody")).then((r) => [r.status, r.body.errorCode]), [404, "inexistent_client"]);

    // Grants, by checkpoints.
    const machine = await management.clients.create({ name: "Machine " + mark, app_type: "non_interactive" });
    const grant = await management.clientGrants.create({ client_id: machine.client_id, audience: identifier, scope: ["write:it"] });
    assert.match(grant.id, /^cgr_[0-9A-Za-z]{16}$/);
    assert.equal(grant.subject_type, "client");
    for (const one of many) await management.clientGrants.create({ client_id: machine.client_id, audience: one.identifier, scope: [] });
    const grants = await collected(await management.clientGrants.list({ client_id: machine.client_id, take: 10 }));
    assert.equal(grants.length, 56);
    assert.deepEqual((await management.clientGrants.update(grant.id, { scope: ["read:it", "write:it"] })).scope, ["read:it", "write:it"]);
    assert.deepEqual((await management.clientGrants.get(grant.id)).audience, identifier);
    assert.equal((await refusal(management.clientGrants.create({ client_id: machine.client_id, audience: identifier, scope: [] }))).status, 409);
    assert.equal((await refusal(management.clientGrants.create({ client_id: machine.client_id, audience: "urn:none", scope: [] }))).status, 404);
    await management.clientGrants.delete(grant.id);
    await management.clientGrants.delete(grant.id);

    // People.
    const jane = await management.users.create({
        connection: "Username-Password-Authentication", email: `jane-${mark}@example.com`, password: "correct horse battery", given_name: "Jane",
        user_metadata: { colour: "green" },
    });
    assert.match(jane.user_id, /^auth0\|[0-9a-f]{24}$/);
    assert.equal((await management.users.get(jane.user_id)).given_name, "Jane");
    assert.deepEqual((await management.users.update(jane.user_id, { blocked: true, user_metadata: { shape: "round" } })).user_metadata, { colour: "green", shape: "round" });
    assert.equal((await management.users.listUsersByEmail({ email: `JANE-${mark}@example.com` }))[0].blocked, true);
    assert.deepEqual((await collected(await management.users.list({ q: `email:"jane-${mark}@example.com"` }))).map((one) => one.user_id), [jane.user_id]);
    assert.equal((await refusal(management.users.create({ connection: "Username-Password-Authentication", email: jane.email, password: "correct horse battery" }))).status, 409);
    await management.users.delete(jane.user_id);
    assert.equal((await refusal(management.users.get(jane.user_id))).status, 404);

    // Settings: hours out, minutes in.
    const settings = await management.tenants.settings.update({ session_lifetime: 48, support_email: "help@example.com" });
    assert.deepEqual([settings.session_lifetime, settings.support_email], [48, "help@example.com"]);

    // Keys: the token was signed with the one that is the previous one now.
    const before = await management.keys.signing.list();
    const next = await management.keys.signing.rotate();
    const after = await management.keys.signing.list();
    assert.equal(after.find((key) => key.current).kid, before.find((key) => key.next).kid);
    assert.equal(after.find((key) => key.next).kid, next.kid);
    const old = before.find((key) => key.current).kid;
    assert.equal((await refusal(management.keys.signing.revoke(after.find((key) => key.current).kid))).status, 400);
    await management.keys.signing.revoke(old);
    assert.equal((await refusal(management.keys.signing.list())).status, 401);

    const again = client(process.env.CLIENT, process.env.SECRET);
    assert.equal((await again.keys.signing.get(old)).revoked, true);
    for (const one of [...many, made, hs]) await again.resourceServers.delete(one.id);
    await again.resourceServers.delete(made.id);
    for (const one of [web, machine]) await again.clients.delete(one.client_id);
    assert.equal((await refusal(again.resourceServers.delete(all[0].id))).status, 400);
    assert.equal((await refusal(again.resourceServers.update(all[0].id, { name: "x" }))).body.message,
        "Payload validation error: 'Additional properties not allowed: name'.");
}

async function legacy(management) {
    const identifier = `https://${mark}.example.com/`;
    const { data: made } = await management.resourceServers.create({ identifier, scopes: [{ value: "read:it" }] });
    assert.equal((await management.resourceServers.get({ id: identifier })).data.id, made.id);
    assert.equal((await management.resourceServers.update({ id: made.id }, { token_lifetime: 600 })).data.token_lifetime, 600);
    assert.ok((await management.resourceServers.getAll()).data.length >= 2);
    assert.equal((await management.resourceServers.getAll({ include_totals: true, per_page: 1 })).data.limit, 1);
    const { data: web } = await management.clients.create({ name: "Legacy " + mark, app_type: "regular_web" });
    const { data: grant } = await management.clientGrants.create({ client_id: web.client_id, audience: identifier, scope: ["read:it"] });
    assert.deepEqual((await management.clientGrants.getAll({ client_id: web.client_id })).data.map((one) => one.id), [grant.id]);
    assert.deepEqual((await management.clientGrants.update({ id: grant.id }, { scope: [] })).data.scope, []);
    assert.notEqual((await management.clients.rotateClientSecret({ client_id: web.client_id })).data.client_secret, web.client_secret);
    const { data: jane } = await management.users.create({ connection: "Username-Password-Authentication", email: `jane-${mark}@example.com`, password: "correct horse battery" });
    assert.equal((await management.usersByEmail.getByEmail({ email: jane.email })).data[0].user_id, jane.user_id);
    await management.users.delete({ id: jane.user_id });
    assert.ok((await management.keys.getAll()).data.some((key) => key.current));
    assert.ok("friendly_name" in (await management.tenants.getSettings()).data);
    for (const [ask, status] of [
        [() => management.resourceServers.create({}), 400], [() => management.resourceServers.get({ id: "urn:none" }), 404],
        [() => management.resourceServers.create({ identifier }), 409], [() => management.rules.getAll(), 403],
    ]) {
        assert.equal((await refusal(ask())).status, status);
    }
    await management.resourceServers.delete({ id: identifier });
    await management.clients.delete({ client_id: web.client_id });
}

/// Three requests a second: what is too much is said so, and the SDK tries again after as long as it is told.
async function limited(management) {
    await management.resourceServers.list();
    const asked = await Promise.allSettled(Array.from({ length: 40 }, () => management.clients.list({}, { maxRetries: 0 })));
    const refused = asked.filter((one) => one.status === "rejected").map((one) => one.reason);
    assert.ok(refused.length > 0 && refused.length < 40);
    for (const error of refused)
        assert.deepEqual([error.statusCode, error.constructor.name, error.body.errorCode], [429, "TooManyRequestsError", "too_many_requests"]);
    await Promise.all(Array.from({ length: 5 }, () => management.clients.list()));
}

({ legacy, limited }[kind.replace("-http", "")] ?? modern)(client(process.env.CLIENT, process.env.SECRET)).then(
    () => console.log(kind, "ok"),
    (error) => { console.error(kind, error); process.exit(1); });
