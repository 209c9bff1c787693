// A tenant with one client of each kind, made by the command line, and the server over it.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import * as jose from 'jose'

const run = promisify(execFile)

export const callback = 'https://app.example.com/cb'
export const loggedOut = 'https://app.example.com/'
export const person = { email: 'jane@example.com', password: 'correct horse' }
/// The same API in both dialects of access tokens.
export const apis = { access_token: 'urn:orders', rfc9068_profile: 'urn:bills' }

/// Calls the command line; answers what it says.
export async function gatehouse(tenant, ...command) {
  const { stdout } = await run(tenant.program, [...tenant.store, ...command])
  return stdout.trim() ? JSON.parse(stdout) : undefined
}

/// Runs `use(tenant)` in a process that trusts the authority of a new tenant: NODE_EXTRA_CA_CERTS is read when Node starts,
/// and the authority is made after that, so the script starts itself once more.
export async function withTenant(program, use) {
  if (process.env.GATEHOUSE_TENANT) return use(JSON.parse(process.env.GATEHOUSE_TENANT))
  const { tenant, end } = await makeTenant(program)
  try {
    const child = spawn(process.execPath, process.argv.slice(1), {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: tenant.authority, GATEHOUSE_TENANT: JSON.stringify(tenant) },
      stdio: 'inherit',
    })
    const [code] = await once(child, 'exit')
    assert.equal(code, 0)
  } finally {
    await end()
  }
}

async function makeTenant(program) {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-oidc-'))
  const tenant = { program, store: ['--store', path.join(folder, 'tenant/t.gatehouse'), '--json'] }
  const inFile = async (name, text) => {
    const file = path.join(folder, name)
    await writeFile(file, text, { mode: 0o600 })
    return file
  }

  await gatehouse(tenant, 'user', 'create', '--email', person.email, '--name', 'Jane', '--password-file', await inFile('password', person.password))
  for (const [dialect, api] of Object.entries(apis)) {
    await gatehouse(tenant, 'api', 'create', '--name', dialect, '--identifier', api)
    await gatehouse(tenant, 'api', 'update', api, '--dialect', dialect, '--allow-offline-access', 'on')
    await gatehouse(tenant, 'scope', 'add', api, 'read:orders')
  }
  const keys = await jose.generateKeyPair('ES256', { extractable: true })
  const publicKey = await inFile('public.pem', await jose.exportSPKI(keys.publicKey))
  const make = async (name, ...members) => {
    await gatehouse(tenant, 'client', 'create', '--name', name, ...members)
    for (const api of Object.values(apis)) {
      for (const subject of ['client', 'user']) await gatehouse(tenant, 'grant', 'set', name, api, '--subject', subject, '--scope', 'read:orders')
    }
    const shown = await gatehouse(tenant, 'client', 'show', name, '--reveal')
    return { id: shown.client_id, secret: shown.client_secret, key: await jose.exportJWK(keys.privateKey) }
  }
  const web = ['--type', 'regular_web', '--callback', callback, '--logout-url', loggedOut]
  const machine = ['--grant-type', 'client_credentials', '--grant-type', 'authorization_code', '--grant-type', 'refresh_token']
  tenant.clients = {
    secret: await make('With secret', ...web, ...machine),
    assertion: await make('With key', ...web, ...machine, '--auth', 'private_key_jwt', '--public-key', publicKey),
    public: await make('Public', '--type', 'native', '--callback', callback, '--logout-url', loggedOut),
  }
  await gatehouse(tenant, 'client', 'update', 'Public', '--refresh-rotation', 'true', '--refresh-leeway', '0')

  tenant.authority = path.join(folder, 'authority.pem')
  const server = spawn(program, [...tenant.store, 'serve', '--port', '0', '--https-port', '0', '--export-ca', tenant.authority], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  for await (const part of server.stdout.setEncoding('utf8')) {
    said += part
    if (said.trimEnd().endsWith('\n}')) break
  }
  const { port, https_port: httpsPort } = JSON.parse(said)
  tenant.origins = ['127.0.0.1', 'localhost', '[::1]'].flatMap((host) => [`http://${host}:${port}`, `https://${host}:${httpsPort}`])
  return {
    tenant,
    async end() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill()
      await ended
      await rm(folder, { recursive: true })
    },
  }
}
