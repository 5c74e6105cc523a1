// What scripts fetch: files of data by their address within the site, wherever the site is mounted and the page stands.
export async function fetchJson(path) {
  const root = new URL("..", document.querySelector("script[type=module]").src);
  const response = await fetch(new URL(path, root));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

// Does its work once; where it failed, whoever asks next begins anew.
export function once(work) {
  let result = null;
  return () => {
    result = result || work().catch((error) => {
      result = null;
      throw error;
    });
    return result;
  };
}
