using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Reports.Json;
using Lth4Sa.Reports.Pages;
using Lth4Sa.Search.Loop;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Specs;
using Lth4Sa.Storage.Checkpoints;

namespace Lth4Sa.Silo.Api;

/// <inheritdoc cref="ILth4SaApi"/>
/// <remarks>By the grains. The client uses it on the silo in its own process, the HTTP API for everybody else.</remarks>
/// <param name="paths">Where the files lie that specs name.</param>
/// <param name="mostRuns">The maximum number of runs of a sweep.</param>
public sealed partial class Lth4SaApi(
    IGrainFactory grains, Lth4SaOptions options, ICheckpointStore checkpoints, TimeProvider time, SpecPaths paths, int mostRuns)
    : ILth4SaApi
{
    /// <summary>The sweep of single runs.</summary>
    public const string SingleRuns = "runs";

    /// <summary>The name of the artefact that is the supernet of a run.</summary>
    public const string Supernet = "supernet.safetensors";

    private const string Report = "report.html", Result = "result.json", Ticket = "ticket.safetensors";

    /// <summary>The shortest time between two items of a stream: people do not look so often as a search changes.</summary>
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(1), RunPeriod = TimeSpan.FromMilliseconds(250);

    public async Task<SweepStatus[]> GetSweepsAsync(int skip, int take, CancellationToken cancellation)
    {
        var names = await grains.GetGrain<ICatalogGrain>(0).GetSweeps();
        return await Task.WhenAll(names.Skip(skip).Take(take).Select(name => grains.GetGrain<ISweepGrain>(name).GetStatus()));
    }

    public async Task<SweepStatus> StartSweepAsync(string sweep, SpecText spec, CancellationToken cancellation)
    {
        SpecException.Check("sweep", sweep, Names().IsMatch(sweep), "1 to 64 letters, digits, dots, hyphens or underscores");
        var plan = SweepFile.Parse(spec.Name, spec.Text, paths, mostRuns);
        SpecException.Check("devices", plan.Devices ?? "", plan.Devices is null, "nothing: this silo has its own");
        return await StartSweepAsync(sweep, plan);
    }

    /// <summary>The same for who has read the spec already, and made the silo for it.</summary>
    public Task<SweepStatus> StartSweepAsync(string sweep, SweepPlan plan) =>
        AddAsync(sweep, Array.ConvertAll(plan.Runs, Placed), plan.Options);

    public async Task<SweepStatus> GetSweepAsync(string sweep, CancellationToken cancellation) =>
        await (await SweepAsync(sweep)).GetStatus();

    public async Task<SweepRunStatus[]> GetRunsAsync(
        string sweep, int skip, int take, SweepRunState? state, string? axis, CancellationToken cancellation) =>
        await (await SweepAsync(sweep)).GetRuns(skip, take, state, axis);

    public async Task<SweepRunStatus> GetRunAsync(string sweep, string run, CancellationToken cancellation) =>
        await (await SweepAsync(sweep)).GetRun(run) ?? throw new NotFoundException($"Sweep {sweep} has no run {run}.");

    public async Task<OrderAnswer> OrderAsync(string sweep, SweepOrder order, CancellationToken cancellation)
    {
        var grain = await SweepAsync(sweep);
        return new OrderAnswer((order.Verb, order.Runs.Length) switch
        {
            ("pause", 0) => await Done(grain.Pause(), "paused"),
            ("resume", 0) => await Done(grain.Resume(), "resumed"),
            ("cancel", 0) => await Done(grain.Cancel(), "cancelled"),
            ("pause", _) => Runs(await grain.PauseRuns(order.Runs), "paused"),
            ("resume", _) => Runs(await grain.ResumeRuns(order.Runs), "resumed"),
            ("cancel", _) => Runs(await grain.CancelRuns(order.Runs), "cancelled"),
            ("retry", _) => Runs(await grain.Retry(order.Runs), "tried again"),
            ("extend", 0) => await ExtendAsync(sweep, grain, order.Set),
            _ => throw new SpecException(
                SpecError.Of("verb", order.Verb, $"one of {string.Join(", ", SweepOrder.Verbs)}, extend without runs")),
        });

        static string Runs(int count, string what) =>
            string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "run is" : "runs are")} {what}");

        static async Task<string> Done(Task order, string what)
        {
            await order;
            return what;
        }
    }

    public async Task<RunStatus> StartRunAsync(SpecText spec, CancellationToken cancellation)
    {
        var wanted = SpecOptions.Complete(SpecFile.Parse(spec.Name, spec.Text), paths);
        var run = Placed(new SweepRun("", wanted, []));
        SpecException.ThrowIfAny(RunSpecValidator.Validate(run.Spec));
        return await AddAsync(SingleRuns, run with { Name = run.Spec.RunId() });
    }

    public async Task<RunStatus> GetRunAsync(string run, CancellationToken cancellation) => await StatusAsync(run);

    public async Task<OrderAnswer> OrderRunAsync(string run, string verb, CancellationToken cancellation)
    {
        SpecException.Check("verb", verb, verb is "pause" or "resume" or "cancel" or "retry", "pause, resume, cancel or retry");
        return await OrderAsync((await StatusAsync(run)).Sweep, new SweepOrder(verb, [run], []), cancellation);
    }

    public async Task<RunStatus> ForkAsync(string run, ForkRequest request, CancellationToken cancellation)
    {
        var origin = await StatusAsync(run);
        SpecException.Check(
            "at", request.At, request.At <= origin.Steps,
            string.Create(CultureInfo.InvariantCulture, $"at most {origin.Steps}, the steps that run {run} has"));
        var spec = ForkSpec.Of(origin.Spec, request.At, request.Set);
        SpecException.ThrowIfAny(RunSpecValidator.Validate(spec));
        var axes = request.Set.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => s[1]);
        axes["fork"] = string.Create(CultureInfo.InvariantCulture, $"{run}@{request.At}");
        return await AddAsync(origin.Sweep, new SweepRun(string.Join(" ", axes.Select(a => $"{a.Key}={a.Value}")), spec, axes));
    }

    public async Task<SearchStep[]> GetStepsAsync(string run, long after, int take, CancellationToken cancellation)
    {
        _ = await StatusAsync(run);
        return await grains.GetGrain<ISearchRunGrain>(run).GetSteps(after, take);
    }

    public async Task<RunCheck> VerifyAsync(string run, CancellationToken cancellation)
    {
        _ = await StatusAsync(run);
        try
        {
            return await grains.GetGrain<ISearchRunGrain>(run).Verify();
        }
        catch (InvalidDataException damaged)
        {
            // A record that cannot be read is a break too.
            return new RunCheck(0, options.Shown(damaged.Message));
        }
    }

    public async IAsyncEnumerable<RunProgress> WatchRunAsync(string run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (status, pace) = (await StatusAsync(run), new Pace(RunPeriod, time));
        var shown = status.Progress;
        await pace.WaitAsync(cancellation);
        yield return shown;
        var changes = await ChangesAsync(status, cancellation);
        await foreach (var progress in GrainStream.ReadAsync(changes, time, cancellation))
        {
            if (progress is not null && progress != shown)
            {
                await pace.WaitAsync(cancellation);
                yield return shown = progress;
            }
        }

        // Its last progress may have passed between two items.
        var last = (await StatusAsync(run)).Progress;
        if (last != shown)
        {
            yield return last;
        }
    }

    public async IAsyncEnumerable<SweepStatus> WatchSweepAsync(string sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (grain, pace) = (await SweepAsync(sweep), new Pace(SweepPeriod, time));
        await foreach (var status in GrainStream.ReadAsync(() => grain.Watch(cancellation), time, cancellation))
        {
            await pace.WaitAsync(cancellation);
            yield return status;
        }
    }

    public async Task<Artefact[]> GetArtefactsAsync(string run, CancellationToken cancellation) =>
        Artefacts((await StatusAsync(run)).Result);

    public async Task<Stream> OpenArtefactAsync(string run, string artefact, CancellationToken cancellation)
    {
        var result = (await StatusAsync(run)).Result;
        var names = Array.ConvertAll(Artefacts(result), a => a.Name);
        if (!names.Contains(artefact))
        {
            throw new NotFoundException(
                $"Run {run} has no {artefact}; it has {(names.Length == 0 ? "nothing yet" : string.Join(", ", names))}.");
        }

        switch (artefact)
        {
            case Report:
                return Text(HtmlReport.Write(result!, await grains.GetGrain<ISearchRunGrain>(run).GetSteps(0)));
            case Result:
                return Text(ResultJson.Write(result!));
            default:
                var file = artefact == Ticket ? options.TicketFile(run) : options.SupernetFile(
                    (await GetSupernetAsync(result!.Supernet!, cancellation)).Spec.WeightsId());
                await checkpoints.FetchAsync(Path.GetRelativePath(options.Folder, file), cancellation);
                return File.OpenRead(file);
        }

        static Stream Text(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));
    }

    public async Task<SupernetStatus[]> GetSupernetsAsync(int skip, int take, CancellationToken cancellation)
    {
        var ids = await checkpoints.ListAsync("supernets", cancellation);
        var page = ids.Order(StringComparer.Ordinal).Skip(skip).Take(take).Select(id => Path.GetFileNameWithoutExtension(id));
        var all = await Task.WhenAll(page.Select(id => grains.GetGrain<ISupernetGrain>(id).GetStatus()));
        return [.. all.OfType<SupernetStatus>()];
    }

    public async Task<SupernetStatus> GetSupernetAsync(string supernet, CancellationToken cancellation) =>
        (Ids().IsMatch(supernet) ? await grains.GetGrain<ISupernetGrain>(supernet).GetStatus() : null)
        ?? throw new NotFoundException($"There is no supernet {supernet}.");

    public async Task<Evaluation[]> GetEvaluationsAsync(string supernet, int skip, int take, CancellationToken cancellation)
    {
        _ = await GetSupernetAsync(supernet, cancellation);
        return await grains.GetGrain<ISupernetGrain>(supernet).GetEvaluations(skip, take);
    }

    public async Task<Evaluation[]> EvaluateAsync(string supernet, string[] schemes, CancellationToken cancellation)
    {
        var known = await ParseAsync(supernet, schemes, cancellation);
        return await grains.GetGrain<ISupernetGrain>(supernet).Evaluate(known);
    }

    public async Task<IAsyncEnumerable<ScreeningProgress>> ScreenAsync(
        string supernet, ScreeningRequest request, CancellationToken cancellation)
    {
        SpecException.Check("keep", request.Keep, request.Keep >= 1, "at least 1");
        SpecException.Check("confidence", request.Confidence, request.Confidence is > 0 and < 1, "a number above 0 and below 1");
        var schemes = await ParseAsync(supernet, request.Schemes, cancellation);
        return grains.GetGrain<ISupernetGrain>(supernet).Screen([.. schemes.Distinct()], request.Keep, request.Confidence, cancellation);
    }

    public Task<DevicePoolStatus> GetDevicesAsync(CancellationToken cancellation) => grains.GetGrain<IDevicePoolGrain>(0).GetStatus();

    private async Task<Scheme[]> ParseAsync(string supernet, string[] schemes, CancellationToken cancellation)
    {
        var status = await GetSupernetAsync(supernet, cancellation);
        SpecException.Check("supernet", supernet, status.Trained, "one whose training has ended");
        var blocks = Backbone.Parse(status.Spec.Backbone).Blocks;
        foreach (var scheme in schemes.DefaultIfEmpty(null))
        {
            if (scheme?.Length != blocks || scheme.AsSpan().ContainsAnyExcept('0', '1'))
            {
                var expected = string.Create(
                    CultureInfo.InvariantCulture, $"{blocks} digits of 0 and 1 each, the blocks of {status.Spec.Backbone}");
                var problem = scheme is null ? "schemes: nothing was given" : null;
                throw new SpecException(new SpecError("schemes", scheme, expected) { Problem = problem });
            }
        }

        return Array.ConvertAll(schemes, Scheme.Parse);
    }

    // What runs can be on this silo: its own device and threads, on which results depend bit for bit.
    private SweepRun Placed(SweepRun run)
    {
        var (kind, given) = (options.Devices[0].Kind, run.Spec);
        SpecException.Check(
            "threads", given.Threads, given.Threads == 0 || given.Threads == options.Threads,
            string.Create(CultureInfo.InvariantCulture, $"{options.Threads}, which this silo's slots have, or nothing"));
        SpecException.Check("device", given.Device,
            given.Device == RunSpec.DefaultDevice || given.Device.Split(':')[0] == kind, $"{kind}, which this silo has, or nothing");
        return run with { Spec = given with { Threads = options.Threads, Device = kind } };
    }

    private async Task<RunStatus> AddAsync(string sweep, SweepRun run)
    {
        var known = (await grains.GetGrain<ICatalogGrain>(0).GetSweeps()).Contains(sweep)
            ? (await grains.GetGrain<ISweepGrain>(sweep).GetStatus()).Options
            : SweepOptions.Default;
        await AddAsync(sweep, [run], known);
        var id = run.Spec.RunId();
        // The sweep begins it when it is its turn.
        return await grains.GetGrain<ISearchRunGrain>(id).GetStatus() ?? Waiting(id, run.Spec, sweep);
    }

    private async Task<SweepStatus> AddAsync(string sweep, SweepRun[] runs, SweepOptions how)
    {
        var grain = grains.GetGrain<ISweepGrain>(sweep);
        await CheckRoomAsync(grain, runs);
        if (options.Catalogued)
        {
            await grains.GetGrain<ICatalogGrain>(0).Add(sweep);
        }

        await grain.Start(runs, how);
        return await grain.GetStatus();
    }

    // The limit is for a sweep and not for a request. Runs that the sweep has already are not added again.
    private async Task CheckRoomAsync(ISweepGrain grain, SweepRun[] runs)
    {
        var total = (await grain.GetStatus()).Total;
        if (total + runs.Length > mostRuns)
        {
            var known = (await grain.GetRuns(0, int.MaxValue)).Select(r => r.RunId).ToHashSet();
            var wanted = known.Count + runs.Select(r => r.Spec.RunId()).Distinct().Count(id => !known.Contains(id));
            SpecException.Check(
                "runs", wanted, wanted <= mostRuns, string.Create(CultureInfo.InvariantCulture, $"at most {mostRuns:N0} in a sweep"));
        }
    }

    private async Task<string> ExtendAsync(string sweep, ISweepGrain grain, string[] set)
    {
        var settings = SweepOrder.Settings(set);
        var before = await grain.GetStatus();
        var runs = SweepExtension.Of([.. (await grain.GetRuns(0, int.MaxValue)).Select(r => r.Run)], settings, paths, mostRuns);
        var after = await AddAsync(sweep, runs, before.Options);
        var added = after.Total - before.Total;
        return string.Create(CultureInfo.InvariantCulture, $"{added} {(added == 1 ? "run was" : "runs were")} added");
    }

    private async Task<ISweepGrain> SweepAsync(string sweep) =>
        !options.Catalogued || (await grains.GetGrain<ICatalogGrain>(0).GetSweeps()).Contains(sweep)
            ? grains.GetGrain<ISweepGrain>(sweep)
            : throw new NotFoundException($"There is no sweep {sweep}.");

    private async Task<RunStatus> StatusAsync(string run)
    {
        // Other names are not ids, and make no activations.
        if (Ids().IsMatch(run))
        {
            if (await grains.GetGrain<ISearchRunGrain>(run).GetStatus() is { } status)
            {
                return status;
            }

            foreach (var sweep in await grains.GetGrain<ICatalogGrain>(0).GetSweeps())
            {
                if (await grains.GetGrain<ISweepGrain>(sweep).GetRun(run) is { } waiting)
                {
                    return Waiting(run, waiting.Run.Spec, sweep);
                }
            }
        }

        throw new NotFoundException($"There is no run {run}.");
    }

    // The progress of a run as its sweep sees it: while it waits for its turn too. A run of no sweep is watched by itself.
    private async Task<Func<IAsyncEnumerable<RunProgress?>>> ChangesAsync(RunStatus status, CancellationToken cancellation)
    {
        var sweep = status.Sweep.Length > 0 ? grains.GetGrain<ISweepGrain>(status.Sweep) : null;
        return sweep is not null && await sweep.GetRun(status.Run) is not null
            ? () => sweep.WatchRun(status.Run, cancellation).Select(known => known.Progress)
            : () => grains.GetGrain<ISearchRunGrain>(status.Run).Watch(cancellation);
    }

    private static RunStatus Waiting(string run, RunSpec spec, string sweep) => new(
        run, spec, sweep, RunPhase.Waiting, false, new RunProgress(RunPhase.Waiting, "waiting", 0, 0, "", null, null, null, null, null),
        0, Ledger.Empty, "", null, null);

    private static Artefact[] Artefacts(RunResult? result)
    {
        if (result is null)
        {
            return [];
        }

        var found = new List<Artefact> { new(Report, "text/html"), new(Result, "application/json") };
        if (result.Networks.Length > 0)
        {
            found.Add(new(Ticket, "application/octet-stream"));
        }

        if (result.Supernet is not null)
        {
            found.Add(new(Supernet, "application/octet-stream"));
        }

        return [.. found];
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z")]
    private static partial Regex Names();

    [GeneratedRegex("^[0-9a-f]{16}\\z")]
    private static partial Regex Ids();
}
