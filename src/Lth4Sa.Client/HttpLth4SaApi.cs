using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Loop;

namespace Lth4Sa.Client;

/// <inheritdoc cref="ILth4SaApi"/>
/// <remarks>It asks a silo elsewhere, over HTTP.</remarks>
public sealed class HttpLth4SaApi : ILth4SaApi, IDisposable
{
    private readonly HttpClient http;

    /// <summary>Makes a client of one silo.</summary>
    /// <param name="silo">The silo's address, with a slash at its end.</param>
    /// <param name="key">Its API key; null where the silo asks for none.</param>
    public HttpLth4SaApi(Uri silo, string? key)
    {
        // Streams last; each request is as long as its caller has patience for.
        http = new HttpClient { BaseAddress = new Uri(silo, "api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public Task<SweepStatus[]> GetSweepsAsync(int skip, int take, CancellationToken cancellation) =>
        GetAsync<SweepStatus[]>($"sweeps?skip={skip}&take={take}", cancellation);

    public Task<SweepStatus> StartSweepAsync(string sweep, SpecText spec, CancellationToken cancellation) =>
        SendAsync<SweepStatus>(HttpMethod.Put, $"sweeps/{Uri.EscapeDataString(sweep)}", Yaml(spec), cancellation);

    public Task<SweepStatus> GetSweepAsync(string sweep, CancellationToken cancellation) =>
        GetAsync<SweepStatus>($"sweeps/{Uri.EscapeDataString(sweep)}", cancellation);

    public Task<SweepRunStatus[]> GetRunsAsync(
        string sweep, int skip, int take, SweepRunState? state, string? axis, CancellationToken cancellation)
    {
        var filter = (state is null ? "" : $"&state={state}") + (axis is null ? "" : "&axis=" + Uri.EscapeDataString(axis));
        return PagesAsync(
            (from, count) => GetAsync<SweepRunStatus[]>(
                $"sweeps/{Uri.EscapeDataString(sweep)}/runs?skip={skip + from}&take={count}{filter}", cancellation),
            take);
    }

    public Task<SweepRunStatus> GetRunAsync(string sweep, string run, CancellationToken cancellation) =>
        GetAsync<SweepRunStatus>($"sweeps/{Uri.EscapeDataString(sweep)}/{Of(run)}", cancellation);

    public Task<OrderAnswer> OrderAsync(string sweep, SweepOrder order, CancellationToken cancellation) =>
        SendAsync<OrderAnswer>(HttpMethod.Post, $"sweeps/{Uri.EscapeDataString(sweep)}/orders", Json(order), cancellation);

    public Task<RunStatus> StartRunAsync(SpecText spec, CancellationToken cancellation) =>
        SendAsync<RunStatus>(HttpMethod.Post, "runs", Yaml(spec), cancellation);

    public Task<RunStatus> GetRunAsync(string run, CancellationToken cancellation) => GetAsync<RunStatus>(Of(run), cancellation);

    public Task<OrderAnswer> OrderRunAsync(string run, string verb, CancellationToken cancellation) =>
        SendAsync<OrderAnswer>(HttpMethod.Post, $"{Of(run)}/orders/{verb}", null, cancellation);

    public Task<RunStatus> ForkAsync(string run, ForkRequest request, CancellationToken cancellation) =>
        SendAsync<RunStatus>(HttpMethod.Post, Of(run) + "/fork", Json(request), cancellation);

    public Task<SearchStep[]> GetStepsAsync(string run, long after, int take, CancellationToken cancellation) =>
        PagesAsync((from, count) => GetAsync<SearchStep[]>($"{Of(run)}/steps?after={after + from}&take={count}", cancellation), take);

    public Task<RunCheck> VerifyAsync(string run, CancellationToken cancellation) =>
        GetAsync<RunCheck>(Of(run) + "/verification", cancellation);

    public IAsyncEnumerable<RunProgress> WatchRunAsync(string run, CancellationToken cancellation) =>
        EventsAsync<RunProgress>(Of(run) + "/events", cancellation);

    public IAsyncEnumerable<SweepStatus> WatchSweepAsync(string sweep, CancellationToken cancellation) =>
        EventsAsync<SweepStatus>($"sweeps/{Uri.EscapeDataString(sweep)}/events", cancellation);

    public Task<Artefact[]> GetArtefactsAsync(string run, CancellationToken cancellation) =>
        GetAsync<Artefact[]>(Of(run) + "/artefacts", cancellation);

    public async Task<Stream> OpenArtefactAsync(string run, string artefact, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Of(run)}/artefacts/{Uri.EscapeDataString(artefact)}");
        return await (await AskAsync(request, cancellation)).Content.ReadAsStreamAsync(cancellation);
    }

    public Task<SupernetStatus[]> GetSupernetsAsync(int skip, int take, CancellationToken cancellation) =>
        GetAsync<SupernetStatus[]>($"supernets?skip={skip}&take={take}", cancellation);

    public Task<SupernetStatus> GetSupernetAsync(string supernet, CancellationToken cancellation) =>
        GetAsync<SupernetStatus>(OfSupernet(supernet), cancellation);

    public Task<Evaluation[]> GetEvaluationsAsync(string supernet, int skip, int take, CancellationToken cancellation) =>
        PagesAsync(
            (from, count) => GetAsync<Evaluation[]>($"{OfSupernet(supernet)}/evaluations?skip={skip + from}&take={count}", cancellation),
            take);

    public Task<Evaluation[]> EvaluateAsync(string supernet, string[] schemes, CancellationToken cancellation) =>
        SendAsync<Evaluation[]>(HttpMethod.Post, OfSupernet(supernet) + "/evaluations", Json(new EvaluationRequest(schemes)), cancellation);

    public async Task<IAsyncEnumerable<ScreeningProgress>> ScreenAsync(
        string supernet, ScreeningRequest request, CancellationToken cancellation)
    {
        var asked = new HttpRequestMessage(HttpMethod.Post, OfSupernet(supernet) + "/screenings") { Content = Json(request) };
        return EventsAsync<ScreeningProgress>(await AskAsync(asked, cancellation), cancellation);
    }

    public Task<DevicePoolStatus> GetDevicesAsync(CancellationToken cancellation) => GetAsync<DevicePoolStatus>("devices", cancellation);

    public void Dispose() => http.Dispose();

    private static async Task<T[]> PagesAsync<T>(Func<int, int, Task<T[]>> get, int take)
    {
        const int page = 1000;
        var all = new List<T>();
        while (all.Count < take)
        {
            var wanted = Math.Min(page, take - all.Count);
            var some = await get(all.Count, wanted);
            all.AddRange(some);
            if (some.Length < wanted)
            {
                break;
            }
        }

        return [.. all];
    }

    private static string Of(string run) => "runs/" + Uri.EscapeDataString(run);

    private static string OfSupernet(string supernet) => "supernets/" + Uri.EscapeDataString(supernet);

    private static JsonContent Json<T>(T body) => JsonContent.Create(body, options: ApiJson.Options);

    private static StringContent Yaml(SpecText spec) => new(spec.Text, Encoding.UTF8, "application/yaml");

    private Task<T> GetAsync<T>(FormattableString path, CancellationToken cancellation) =>
        GetAsync<T>(FormattableString.Invariant(path), cancellation);

    private Task<T> GetAsync<T>(string path, CancellationToken cancellation) => SendAsync<T>(HttpMethod.Get, path, null, cancellation);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var response = await AskAsync(new HttpRequestMessage(method, path) { Content = content }, cancellation);
        return (await response.Content.ReadFromJsonAsync<T>(ApiJson.Options, cancellation))!;
    }

    private async IAsyncEnumerable<T> EventsAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var response = await AskAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        await foreach (var item in EventsAsync<T>(response, cancellation))
        {
            yield return item;
        }
    }

    private static async IAsyncEnumerable<T> EventsAsync<T>(
        HttpResponseMessage answered, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var response = answered;
        var events = SseParser.Create(
            await response.Content.ReadAsStreamAsync(cancellation), (_, data) => JsonSerializer.Deserialize<T>(data, ApiJson.Options)!);
        await using var items = events.EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(items))
        {
            yield return items.Current.Data;
        }
    }

    // A stream that breaks off has ended: who watches looks again.
    private static async Task<bool> NextAsync<T>(IAsyncEnumerator<SseItem<T>> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException unreachable)
        {
            throw new SiloException(
                $"silo: {http.BaseAddress!.GetLeftPart(UriPartial.Authority)} does not answer: {unreachable.Message}", passing: true);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var (message, errors) = await ProblemAsync(response, cancellation);
            throw response.StatusCode switch
            {
                HttpStatusCode.NotFound => new NotFoundException(message),
                HttpStatusCode.BadRequest when errors.Length > 0 => new SpecException(errors),
                HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge => new SpecException(message),
                HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests =>
                    new SiloException(message, passing: true),
                _ => new SiloException(message, passing: false),
            };
        }
    }

    private static async Task<(string Message, SpecError[] Errors)> ProblemAsync(
        HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellation));
            var message = problem.RootElement.TryGetProperty("detail", out var detail) ? detail : problem.RootElement.GetProperty("title");
            return (message.GetString()!, ErrorsOf(problem.RootElement));
        }
        catch (Exception none) when (none is JsonException or KeyNotFoundException)
        {
            return ($"silo: {(int)response.StatusCode} {response.ReasonPhrase}", []);
        }
    }

    // None where the records have another form, as those of another version may: the message has it all.
    private static SpecError[] ErrorsOf(JsonElement problem)
    {
        try
        {
            return problem.TryGetProperty(ApiJson.InvalidParams, out var invalid)
                ? [.. (invalid.Deserialize<SpecError?[]>(ApiJson.Options) ?? []).OfType<SpecError>()]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
