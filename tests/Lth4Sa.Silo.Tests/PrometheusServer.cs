using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Lth4Sa.Silo.Tests;

/// <summary>Prometheus as a process of its own, on the rules of <c>deploy/</c>, scraping one silo every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lth4sa-").FullName;
    private readonly HttpClient http = new();
    private readonly Process process;

    private PrometheusServer(Uri silo)
    {
        var port = SiloHost.FreePort();
        http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        var config = File.ReadAllText(Deploy.PathOf("prometheus/prometheus.yml"))
            .Replace("[silo1:5180, silo2:5180, silo3:5180]", $"[{silo.Authority}]", StringComparison.Ordinal)
            .Replace(": 15s", ": 1s", StringComparison.Ordinal)
            .Replace("/run/secrets/lth4sa-metrics-key", Path.Combine(folder, "key"), StringComparison.Ordinal)
            .Replace("- rules.yml", "- " + Deploy.PathOf("prometheus/rules.yml"), StringComparison.Ordinal)
            .Replace("- alerts.yml", "- " + Deploy.PathOf("prometheus/alerts.yml"), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "key"), "none");
        File.WriteAllText(Path.Combine(folder, "prometheus.yml"), config);
        process = OutsideProgram.Prometheus.Start(new ProcessStartInfo("prometheus",
        [
            "--config.file=" + Path.Combine(folder, "prometheus.yml"), "--storage.tsdb.path=" + Path.Combine(folder, "data"), "--web.listen-address=" + http.BaseAddress.Authority, "--log.level=warn",
        ]));
    }

    public static async Task<PrometheusServer> StartAsync(Uri silo)
    {
        var server = new PrometheusServer(silo);
        while (true)
        {
            Assert.False(server.process.HasExited, "Prometheus has ended.");
            try
            {
                await server.http.GetStringAsync(new Uri("-/ready", UriKind.Relative));
                return server;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet, or is not ready.
                await Task.Yield();
            }
        }
    }

    /// <summary>The last finite value that a query has had; null when it has had none.</summary>
    public async Task<double?> LastAsync(string query)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var path = string.Create(CultureInfo.InvariantCulture, $"api/v1/query_range?query={Uri.EscapeDataString(query)}&start={now - 240}&end={now}&step=1");
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{query}: {text}");
        var values = JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("result").EnumerateArray().SelectMany(r => r.GetProperty("values").EnumerateArray())
            .Select(v => double.TryParse(v[1].GetString(), CultureInfo.InvariantCulture, out var number) ? number : double.NaN).Where(double.IsFinite).ToArray();
        return values.Length == 0 ? null : values[^1];
    }

    public async Task<string[]> LabelValuesAsync(string metric, string label)
    {
        var text = await http.GetStringAsync(new Uri($"api/v1/label/{label}/values?match[]={metric}", UriKind.Relative));
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("data").EnumerateArray().Select(v => v.GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
