using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Options;

/// <summary>Checks where states are stored.</summary>
internal sealed partial class StorageValidator : IValidateOptions<SiloSettings>
{
    private static readonly string[] Known = [SiloSettings.SqliteStorage, SiloSettings.BlobStorage];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SiloSettings options)
    {
        var errors = new SettingErrors();
        errors.Check("storage", options.Storage, Known.Contains(options.Storage), "one of " + string.Join(", ", Known));
        errors.Secret(
            "blobConnectionString", options.BlobConnectionString, needed: options.Storage == SiloSettings.BlobStorage,
            "the connection string of a storage account, because storage is blobs");
        errors.Check(
            "blobContainer", options.BlobContainer, Containers().IsMatch(options.BlobContainer),
            "3 to 51 lower-case letters, digits and single hyphens");
        return errors.Result;
    }

    [GeneratedRegex("^(?=.{3,51}\\z)[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex Containers();
}
