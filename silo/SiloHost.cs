using System.Net;
using System.Net.Sockets;
using Lth4Sa.Grains;
using Lth4Sa.Grains.Options;
using Lth4Sa.Silo.Clustering;
using Lth4Sa.Silo.Dashboard;
using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo;

/// <summary>Composes a silo; the client runs the same one inside its own process.</summary>
public static class SiloHost
{
    /// <summary>Adds a silo for this process alone.</summary>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, Lth4SaOptions options) =>
        builder.AddSilo(options, new SiloSettings { SiloPort = 0, GatewayPort = 0 });

    internal static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, Lth4SaOptions options, SiloSettings settings)
    {
        builder.ConfigureClustering(settings);
        return builder.UseOrleans(silo => silo
            .UseClustering(settings)
            .AddActivityPropagation()
            .AddDashboard(settings)
            .AddLth4Sa(options));
    }

    /// <summary>Finds a port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
