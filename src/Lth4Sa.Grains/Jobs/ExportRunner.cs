using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Networks.Checkpoints;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Writes the file of a run's ticket and publishes it.</summary>
internal sealed class ExportRunner(SlotResources slot) : IJobRunner<ExportJob, string>
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<string> RunAsync(ExportJob job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ticket = slot.Options.TicketFile(job.Network.Folder);
        await foreach (var written in slot.RunAsync<string>(
            () => slot.FetchAsync(job.Network), (report, _) => report(Export(job, ticket)), cancellation))
        {
            await slot.PublishAsync(ticket);
            yield return written;
        }
    }

    private string Export(ExportJob job, string ticket)
    {
        using var network = slot.Network(job.Network);
        Checkpoint.Save(network, ticket, job.Metadata);
        return slot.NameOf(ticket);
    }
}
