using Lth4Sa.Grains.Options;
using Lth4Sa.Silo.Options;
using Lth4Sa.Specs;
using Lth4Sa.Storage;

namespace Lth4Sa.Silo.Hosting;

/// <summary>The options of the grains, from the settings of the silo.</summary>
internal static class GrainOptions
{
    /// <summary>Translates valid settings.</summary>
    /// <param name="settings">The settings of the silo.</param>
    /// <param name="metered">Whether grain calls are measured.</param>
    public static Lth4SaOptions ToGrainOptions(this SiloSettings settings, bool metered)
    {
        var devices = DeviceSpec.Parse(settings.Devices);
        return new Lth4SaOptions
        {
            Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(settings.Folder)),
            Datasets = settings.DatasetsFolder(),
            SiloName = settings.Name,
            Devices = devices,
            SupernetMemory = settings.SupernetMemory,
            Threads = settings.Threads > 0 ? settings.Threads : DeviceSpec.ThreadsOfEach(devices),
            Blobs = settings.Storage == SiloSettings.BlobStorage
                ? new BlobStorageOptions { ConnectionString = settings.BlobConnectionString!, Container = settings.BlobContainer }
                : null,
            Catalogued = true,
            Metered = metered,
        };
    }

    /// <summary>The folder of data sets, which is made when it is missing.</summary>
    public static string MakeDatasetsFolder(this SiloSettings settings) =>
        Directory.CreateDirectory(settings.DatasetsFolder()).FullName;

    private static string DatasetsFolder(this SiloSettings settings) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(settings.Datasets ?? Path.Combine(settings.Folder, "datasets")));
}
