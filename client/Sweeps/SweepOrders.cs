using System.Runtime.CompilerServices;
using System.Text.Json;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Sweeps;
using Lth4Sa.Search.Files;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>
/// The part of the process that works on a sweep's folder: it takes orders out of the mailbox and says how far the
/// sweep is.
/// </summary>
/// <param name="folder">The folder of the sweep.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepOrders(string folder, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly SweepMailbox mailbox = new(folder, time);

    /// <summary>The state of the sweep once a second, after the orders that have come, until it is over.</summary>
    public async IAsyncEnumerable<SweepStatus> WatchAsync(ILth4SaApi api, [EnumeratorCancellation] CancellationToken interrupted)
    {
        while (true)
        {
            await mailbox.TakeAllAsync(
                async order => StatusLine.Say((await api.OrderAsync(SweepFolder.Name, order, CancellationToken.None)).Message));
            var status = await api.GetSweepAsync(SweepFolder.Name, CancellationToken.None);
            AtomicFile.WriteAllText(Path.Combine(folder, SweepFolder.StatusName), JsonSerializer.Serialize(status, SweepTable.Json));
            yield return status;
            if (status.State.IsOver())
            {
                yield break;
            }

            await Task.Delay(Period, time, interrupted);
        }
    }
}
