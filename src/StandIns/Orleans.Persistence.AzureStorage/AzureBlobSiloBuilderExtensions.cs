using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting;

public static class AzureBlobSiloBuilderExtensions
{
    public static ISiloBuilder AddAzureBlobGrainStorage(this ISiloBuilder builder, string name, Action<AzureBlobStorageOptions> configureOptions)
    {
        builder.Services.AddGrainStorage(name, (_, _) =>
        {
            var options = new AzureBlobStorageOptions();
            configureOptions(options);
            return new AzureBlobGrainStorage(options);
        });
        return builder;
    }
}
