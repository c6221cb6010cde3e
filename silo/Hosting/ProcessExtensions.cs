using Lth4Sa.Silo.Options;

namespace Lth4Sa.Silo.Hosting;

/// <summary>What a silo asks of its process and its web server.</summary>
internal static class ProcessExtensions
{
    private const int ThreadsPerCore = 8;

    /// <summary>The time that a stop may take: steps under way commit, leases are given back.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(9);

    /// <summary>Keeps threads for requests: searches take every thread that there is, one step after the other.</summary>
    public static void ReserveThreads()
    {
        var threads = Environment.ProcessorCount * ThreadsPerCore;
        ThreadPool.SetMinThreads(threads, threads);
    }

    /// <summary>Limits the size of requests and the time of a stop.</summary>
    public static void AddProcessLimits(this WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = settings.MostRequestBytes);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
    }
}
