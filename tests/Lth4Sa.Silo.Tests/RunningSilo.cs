using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Landscapes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Silo.Tests;

/// <summary>A silo as <c>lth4sa silo</c> starts it, in this process, on a free port and a folder of its own.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    /// <summary>The table that specs can name.</summary>
    public const string Table = "table.csv";

    /// <summary>How often something is looked at that will come.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly WebApplication app;

    private RunningSilo(WebApplication app, string folder, Log log)
    {
        (this.app, Folder, Logged) = (app, folder, log);
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public string Folder { get; }

    public HttpClient Http { get; }

    /// <summary>All that was logged.</summary>
    public Log Logged { get; }

    public Uri Address => Http.BaseAddress!;

    public IReadOnlyList<Endpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    private IGrainFactory Grains => app.Services.GetRequiredService<IGrainFactory>();

    public static Task<RunningSilo> StartAsync(params string[] args) => StartInAsync(Directory.CreateTempSubdirectory("lth4sa-").FullName, args);

    public static async Task<RunningSilo> StartInAsync(string folder, params string[] args)
    {
        var log = new Log();
        var datasets = Directory.CreateDirectory(Path.Combine(folder, "datasets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(datasets, Table), SyntheticTable.Write("pairwise", 12, 1 << 12, seed: 1));
        var app = SiloProgram.Build(["--folder", folder, "--urls", "http://127.0.0.1:0", "--silo-port", "0", "--gateway-port", "0", "--threads", "1", "--name", "silo", .. args], log);
        await app.StartAsync();
        return new RunningSilo(app, folder, log);
    }

    public async Task<T> GetAsync<T>(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync<T>(response);
    }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, string? yaml = null)
    {
        using var response = await SendAsync(method, path, yaml);
        return await ReadAsync<T>(response);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? yaml = null) => Http.SendAsync(new HttpRequestMessage(method, path)
    {
        Content = yaml is null ? null : new StringContent(yaml, Encoding.UTF8, yaml.StartsWith('{') ? "application/json" : "application/yaml"),
    });

    /// <summary>Expects a refusal, and gives its problem.</summary>
    public async Task<string> RefusesAsync(HttpStatusCode status, HttpMethod method, string path, string? yaml = null)
    {
        using var response = await SendAsync(method, path, yaml);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!;
    }

    /// <summary>Waits for a state of a sweep; without a condition until it is no longer running.</summary>
    public async Task<SweepStatus> EndAsync(string sweep, Func<SweepStatus, bool>? until = null)
    {
        await foreach (var _ in Grains.GetGrain<ISweepGrain>(sweep).Watch())
        {
            var status = await GetAsync<SweepStatus>("api/v1/sweeps/" + sweep);
            if (until?.Invoke(status) ?? status.State != SweepState.Running)
            {
                return status;
            }
        }

        throw new InvalidOperationException($"The sweep {sweep} is over, and has not been as expected.");
    }

    /// <summary>Waits for a state of a run, in which it may come to rest.</summary>
    public async Task<RunStatus> RunAsync(string run, Func<RunStatus, bool> until)
    {
        var status = await GetAsync<RunStatus>("api/v1/runs/" + run);
        await foreach (var _ in Grains.GetGrain<ISweepGrain>(status.Sweep).WatchRun(run))
        {
            status = await GetAsync<RunStatus>("api/v1/runs/" + run);
            if (until(status))
            {
                return status;
            }

            Assert.Null(status.Progress.Error);
        }

        throw new InvalidOperationException($"The run {run} is at rest in {status.Phase}, and has not been as expected.");
    }

    /// <summary>Waits until it is ready.</summary>
    public async Task ReadyAsync()
    {
        while (await ReadinessAsync() is var status and not HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            await Task.Delay(Glance, TimeProvider.System);
        }
    }

    public async Task<HttpStatusCode> ReadinessAsync()
    {
        using var response = await Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        return response.StatusCode;
    }

    /// <summary>Waits until each of a sweep's runs has been as it should be.</summary>
    public async Task RunsAsync(string sweep, int count, Func<SweepRunStatus, bool> until)
    {
        const int page = 50;
        var seen = 0;
        await foreach (var _ in Grains.GetGrain<ISweepGrain>(sweep).Watch())
        {
            for (var found = page; found == page; seen += found)
            {
                found = (await GetAsync<SweepRunStatus[]>($"api/v1/sweeps/{sweep}/runs?skip={seen}&take={page}")).TakeWhile(until).Count();
            }

            if (seen >= count)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The sweep {sweep} is over, and {seen} of {count} runs have been as expected.");
    }

    public void UseKey(string key) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <summary>Stops it as a signal does, and keeps its folder.</summary>
    public async Task StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options))!;
    }

    /// <summary>Keeps what is logged.</summary>
    internal sealed class Log : ILoggerProvider, ILogger
    {
        private readonly StringBuilder text = new();

        public override string ToString()
        {
            lock (text)
            {
                return text.ToString();
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (text)
            {
                text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
            }
        }

        public void Dispose()
        {
        }
    }
}
