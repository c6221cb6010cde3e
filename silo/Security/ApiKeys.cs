using System.Security.Cryptography;

namespace Lth4Sa.Silo.Security;

/// <summary>The API keys of a silo. Without keys, whoever reaches the loopback address may do everything.</summary>
internal sealed class ApiKeys(IReadOnlyList<ApiKey> keys)
{
    /// <summary>Whether a request needs a key.</summary>
    public bool AreNeeded => keys.Count > 0;

    /// <summary>Finds the key that was given; takes the same time whichever key it is, and whether or not it is one.</summary>
    public ApiKey? Find(string given)
    {
        var (hash, found) = (ApiKey.HashOf(given), (ApiKey?)null);
        foreach (var key in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, key.Hash) ? key : found;
        }

        return found;
    }
}
