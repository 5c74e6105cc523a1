// What scripts fetch: files of data by their address within the site, wherever the site is mounted and the page stands.
export const address = (path) => new URL(path, new URL("..", document.querySelector("script[type=module]").src)).href;

export async function fetchJson(path) {
  const response = await fetch(address(path));
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

// Numbers that a file tells as differences: each less the one before.
export function running(differences) {
  let sum = 0;
  return differences.map((one) => (sum += one));
}
