using System.Globalization;
using System.Text.Json;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Networks.Checkpoints;

namespace Lth4Sa.Client.Sweeps;

/// <param name="Verb">pause, resume, cancel, retry or extend.</param>
/// <param name="Names">Of retry: the runs; none means all.</param>
/// <param name="Runs">Of extend.</param>
internal sealed record SweepOrder(string Verb, string[] Names, SweepRun[] Runs)
{
    public async Task<string> ApplyAsync(ISweepGrain sweep)
    {
        switch (Verb)
        {
            case "pause":
                await sweep.Pause();
                return "paused";
            case "resume":
                await sweep.Resume();
                return "resumed";
            case "cancel":
                await sweep.Cancel();
                return "cancelled";
            case "retry":
                var retried = await sweep.Retry(Names);
                return string.Create(CultureInfo.InvariantCulture, $"{retried} parked runs are tried again");
            default:
                var before = await sweep.GetStatus();
                await sweep.Start(Runs, before.Options);
                var added = (await sweep.GetStatus()).Total - before.Total;
                return string.Create(CultureInfo.InvariantCulture, $"{added} runs were added");
        }
    }
}

/// <summary>Orders to the process that works on a sweep, as files in its folder: written whole, taken in order.</summary>
internal sealed class SweepMailbox(string folder, TimeProvider time)
{
    private readonly string inbox = Path.Combine(folder, "inbox");

    public void Post(SweepOrder order)
    {
        Directory.CreateDirectory(inbox);
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcTicks:D20}-{Environment.ProcessId}.json");
        AtomicFile.WriteAllText(Path.Combine(inbox, name), JsonSerializer.Serialize(order));
    }

    public async Task TakeAllAsync(Func<SweepOrder, Task> take)
    {
        if (!Directory.Exists(inbox))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(inbox, "*.json").Order(StringComparer.Ordinal).ToArray())
        {
            // Taken away afterwards: an order is done again rather than lost, and each may be done twice.
            await take(JsonSerializer.Deserialize<SweepOrder>(await File.ReadAllTextAsync(file))!);
            File.Delete(file);
        }
    }
}
