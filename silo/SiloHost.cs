using System.Net;
using System.Net.Sockets;
using Lth4Sa.Grains;
using Orleans.Configuration;

namespace Lth4Sa.Silo;

/// <summary>Composes a silo; the client runs the same one inside its own process.</summary>
public static class SiloHost
{
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, Lth4SaOptions options) =>
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromMinutes(2))
            .AddLth4Sa(options));

    // Several silos run side by side on one machine, each for its own folder.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
