using System.Security.Cryptography;
using System.Text;

namespace Lth4Sa.Silo.Security;

/// <summary>An API key, of which only the hash is kept.</summary>
/// <param name="Name">The name of the owner, for logs and messages.</param>
/// <param name="Role">What the owner may do.</param>
/// <param name="Hash">The SHA-256 hash of the key.</param>
internal sealed record ApiKey(string Name, ApiRole Role, byte[] Hash)
{
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
