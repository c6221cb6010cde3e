using System.Globalization;
using System.Text.Json;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Search.Files;

namespace Lth4Sa.Cli.Folders;

/// <summary>Orders to the process that works on a sweep in a folder, as files there: written whole, taken in order.</summary>
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
