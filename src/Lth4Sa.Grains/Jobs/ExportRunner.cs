using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Networks.Checkpoints;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Writes the file of a run's ticket and publishes it.</summary>
internal sealed class ExportRunner(SlotResources resources) : IJobRunner<ExportJob, string>
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<string> RunAsync(ExportJob job, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var ticket = resources.Options.TicketFile(job.Run);
        await foreach (var written in resources.RunAsync<string>(
            stop => resources.FetchAsync([job.Network], stop), (report, _) => report(Export(job, ticket)), cancellation))
        {
            await resources.PublishAsync(ticket, cancellation);
            yield return written;
        }
    }

    private string Export(ExportJob job, string ticket)
    {
        using var network = resources.Network(job.Network);
        Checkpoint.Save(network, ticket, job.Metadata);
        return resources.NameOf(ticket);
    }
}
