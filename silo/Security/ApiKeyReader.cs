using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo.Security;

/// <summary>Reads API keys from the settings and from the file that they name: a line for each, with name, role and key.</summary>
internal static class ApiKeyReader
{
    private const int MinLength = 16;

    private static readonly string Expected = $"a name, read or write, and a key of at least {MinLength} characters";

    /// <summary>Reads all keys.</summary>
    /// <returns>The keys, and one error for each line that is wrong. No error contains a key.</returns>
    public static (IReadOnlyList<ApiKey> Keys, IReadOnlyList<string> Errors) Read(SiloSettings settings)
    {
        var (keys, errors) = (new List<ApiKey>(), new List<string>());
        Add("keys", settings.Keys ?? "");
        if (settings.KeysFile is { } file)
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

        errors.AddRange(keys.CountBy(key => key.Name).Where(owner => owner.Value > 1).Select(owner =>
            $"keys: {owner.Key} is there {owner.Value} times; expected a name of its own for each."));
        return (keys, errors);

        void Add(string field, string text)
        {
            foreach (var (index, line) in text.Split(['\n', ';']).Index())
            {
                var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (words.Length == 0 || words[0].StartsWith('#'))
                {
                    continue;
                }

                if (Parse(words) is { } key)
                {
                    keys.Add(key);
                }
                else
                {
                    errors.Add($"{field}: line {index + 1} is not allowed; expected {Expected}.");
                }
            }
        }
    }

    private static ApiKey? Parse(string[] words) =>
        words is [var name, var role, { Length: >= MinLength } key]
        && Enum.TryParse<ApiRole>(role, ignoreCase: true, out var known) && !int.TryParse(role, out _)
            ? new ApiKey(name, known, ApiKey.HashOf(key))
            : null;
}
