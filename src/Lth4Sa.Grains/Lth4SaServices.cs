using Lth4Sa.Grains.Devices;
using Lth4Sa.Grains.Options;
using Lth4Sa.Grains.Sweeps;
using Lth4Sa.Grains.Telemetry;
using Lth4Sa.Grains.Watching;
using Lth4Sa.Storage.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Lth4Sa.Grains;

/// <summary>Registration of the grains of the product with a silo.</summary>
public static class Lth4SaServices
{
    /// <summary>Adds the services that the grains need: options, storage, device slots, metrics and the clock.</summary>
    public static ISiloBuilder AddLth4Sa(this ISiloBuilder builder, Lth4SaOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IDeviceSlots, DeviceSlots>();
        builder.Services.AddSingleton<SiloNews>();
        builder.Services.AddHostedService<DeviceSlotRegistration>();
        if (options.Catalogued)
        {
            builder.Services.AddHostedService<SweepWatch>();
        }

        builder.Services.AddSingleton<SiloMeters>();
        builder.Services.AddSingleton<LocalSweeps>();
        if (options.Metered)
        {
            builder.Services.AddSingleton<IIncomingGrainCallFilter, MeteredCalls>();
        }

        builder.Configure<SiloOptions>(silo => silo.SiloName = options.SiloName);
        builder.AddPlacementDirector<SlotPlacement, SlotPlacementDirector>();
        return options.Blobs is { } blobs
            ? builder.AddBlobStorage(Lth4SaOptions.StorageName, blobs, options.Folder)
            : builder.AddSqliteGrainStorage(Lth4SaOptions.StorageName, options.StateFile);
    }
}
