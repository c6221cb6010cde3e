using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Devices;

namespace Lth4Sa.Silo.Endpoints;

/// <summary>The resource <c>/devices</c>.</summary>
internal static class DeviceEndpoints
{
    public static void MapDevices(this IEndpointRouteBuilder api) =>
        api.MapGet("/devices", Get).WithTags("devices").WithSummary("Device slots, who has them, who waits.");

    private static Task<DevicePoolStatus> Get(ILth4SaApi lth4Sa, CancellationToken stop) => lth4Sa.GetDevicesAsync(stop);
}
