using System.Text.Json;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Hosting;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Grains.Options;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>The sweep of a folder, on which another process may be working or not.</summary>
internal sealed class StoredSweep : IExistingSweep
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly string folder;

    /// <summary>Finds the sweep of a folder.</summary>
    /// <exception cref="SpecException">There is none.</exception>
    public StoredSweep(string path)
    {
        folder = Path.GetFullPath(path);
        if (!RunFolder<SweepFolder>.IsOf(folder))
        {
            throw new SpecException($"dir: {folder} is not allowed; expected the folder of a sweep.");
        }
    }

    private bool IsInUse => RunFolder<SweepFolder>.IsInUse(folder);

    /// <inheritdoc/>
    public async Task<string> OrderAsync(SweepOrder order)
    {
        if (IsInUse)
        {
            // Whoever works there does not answer: what is wrong is said here.
            await using (var looking = await LookAsync())
            {
                await CheckAsync(looking.Api, order);
            }

            new SweepMailbox(folder, TimeProvider.System).Post(order);
            return $"{order.Verb}: told the process that works on {folder}.";
        }

        await using var here = await LookAsync();
        return (await here.Api.OrderAsync(SweepFolder.Name, order, CancellationToken.None)).Message
            + (order.Verb is "resume" or "retry" or "extend" ? "; the sweep's command goes on with it" : "");
    }

    /// <inheritdoc/>
    public async Task<int> ShowAsync(bool follow, CancellationToken interrupted)
    {
        var shown = new StatusLine(TimeProvider.System);
        try
        {
            while (IsInUse)
            {
                var file = Path.Combine(folder, SweepFolder.StatusName);
                if (File.Exists(file))
                {
                    shown.Show(JsonSerializer.Deserialize<SweepStatus>(await File.ReadAllTextAsync(file, interrupted), SweepTable.Json)!);
                }

                if (!follow)
                {
                    return ExitCode.Done;
                }

                await Task.Delay(Period, TimeProvider.System, interrupted);
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        finally
        {
            shown.End();
        }

        await using var here = await LookAsync();
        await FollowedSweep.ShowAsync(here.Api, SweepFolder.Name);
        return ExitCode.Done;
    }

    /// <summary>Nothing is held.</summary>
    public void Dispose()
    {
    }

    private static async Task CheckAsync(ILth4SaApi api, SweepOrder order)
    {
        var runs = await api.GetRunsAsync(SweepFolder.Name, 0, int.MaxValue);
        if (order.Verb == "extend")
        {
            _ = SweepExtension.Of([.. runs.Select(r => r.Run)], SweepOrder.Settings(order.Set));
        }

        var unknown = order.Runs.Except(runs.SelectMany(r => new[] { r.RunId, r.Run.Name })).FirstOrDefault();
        SpecException.Check("run", unknown ?? "", unknown is null, "names or ids of runs of this sweep");
    }

    private Task<InProcessSilo> LookAsync() => InProcessSilo.StartAsync(new Lth4SaOptions
    {
        Folder = folder,
        Drives = false,
        Threads = RunFolder<SweepFolder>.Read(Path.Combine(folder, RunFolder<SweepFolder>.SpecName)).Threads,
    });
}
