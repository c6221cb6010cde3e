using System.Security.Cryptography;
using System.Text;
using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo.Security;

internal enum ApiRole
{
    Read,

    /// <summary>Reading too.</summary>
    Write,
}

/// <param name="Name">Of whom it belongs to, for logs.</param>
/// <param name="Hash">SHA-256 of the key: the key itself is not kept.</param>
internal sealed record ApiKey(string Name, ApiRole Role, byte[] Hash);

/// <summary>Who may do what. Without keys, whoever reaches the loopback address may do all.</summary>
internal sealed class ApiKeys(IReadOnlyList<ApiKey> keys)
{
    private const int LeastLength = 16;

    public bool AreNeeded => keys.Count > 0;

    /// <summary>The keys of the options and of their file.</summary>
    /// <returns>And what is wrong with them, by lines and without a key.</returns>
    public static (IReadOnlyList<ApiKey> Keys, IReadOnlyList<string> Errors) Read(SiloSettings options)
    {
        var (keys, errors) = (new List<ApiKey>(), new List<string>());
        Add("keys", options.Keys ?? "");
        if (options.KeysFile is { } file)
        {
            try
            {
                Add("keysFile", File.ReadAllText(file));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                errors.Add($"keysFile: {file} is not allowed; expected a file that can be read.");
            }
        }

        errors.AddRange(keys.GroupBy(k => k.Name).Where(g => g.Count() > 1).Select(g => $"keys: {g.Key} is there {g.Count()} times; expected a name of its own for each."));
        return (keys, errors);

        void Add(string field, string text)
        {
            var lines = text.Split(['\n', ';']);
            for (var i = 0; i < lines.Length; i++)
            {
                var parts = lines[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (parts.Length == 0 || parts[0].StartsWith('#'))
                {
                    continue;
                }

                if (parts.Length == 3 && Enum.TryParse<ApiRole>(parts[1], ignoreCase: true, out var role) && !int.TryParse(parts[1], out _) && parts[2].Length >= LeastLength)
                {
                    keys.Add(new ApiKey(parts[0], role, Hash(parts[2])));
                }
                else
                {
                    errors.Add($"{field}: line {i + 1} is not allowed; expected a name, read or write, and a key of at least {LeastLength} characters.");
                }
            }
        }
    }

    /// <summary>Takes the same time whichever key it is, and whether or not it is one.</summary>
    public ApiKey? Find(string given)
    {
        var (hash, found) = (Hash(given), (ApiKey?)null);
        foreach (var key in keys)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, key.Hash) ? key : found;
        }

        return found;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
