using Lth4Sa.Specs;
using Microsoft.Extensions.Options;

namespace Lth4Sa.Silo.Options;

/// <summary>Checks the silo itself: its name, its folders and its devices.</summary>
internal sealed class SiloValidator : IValidateOptions<SiloSettings>
{
    private const int MaxThreads = 1024;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SiloSettings options)
    {
        var errors = new SettingErrors();
        errors.Check("name", options.Name, NamePattern.Matches(options.Name), NamePattern.Expected);
        errors.Check(
            "folder", options.Folder, options.Folder.Length > 0 && !File.Exists(options.Folder),
            "a folder, which is made when it is missing");
        errors.Check("datasets", options.Datasets, options.Datasets is null || Directory.Exists(options.Datasets), "an existing folder");
        try
        {
            _ = DeviceSpec.Parse(options.Devices);
        }
        catch (ArgumentException wrong)
        {
            errors.AddRange([wrong.Message]);
        }

        errors.Check(
            "threads", options.Threads, options.Threads is >= 0 and <= MaxThreads,
            $"0 (all cores over the slots) to {MaxThreads}");
        errors.Check("supernetMemory", options.SupernetMemory, options.SupernetMemory >= 1, "at least 1 MiB");
        return errors.Result;
    }
}
