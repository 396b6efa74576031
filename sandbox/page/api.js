// The people's side of the sandbox over HTTP.

export class Refused extends Error {}

async function call(method, path, body) {
  const response = await fetch(`/sandbox/${path}`, {
    method,
    headers: body && { "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(answer?.error ?? `${response.status} ${response.statusText}`);
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const remove = (path) => call("DELETE", path);
export const fileUrl = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;
