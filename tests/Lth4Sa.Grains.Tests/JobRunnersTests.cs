using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Grains.Jobs;
using Lth4Sa.Grains.Options;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Storage.Checkpoints;

namespace Lth4Sa.Grains.Tests;

public sealed class JobRunnersTests : FolderTest
{
    [Fact]
    public void Jobs_OfAllKinds_HaveARunner()
    {
        using var slot = new DeviceSlot("cpu", 1);
        var resources = new SlotResources(
            slot, new LoadedData(), new Lth4SaOptions { Folder = Folder }, new FolderCheckpoints(Folder), TimeProvider.System);
        var jobs = typeof(DescribeJob).Assembly.GetTypes()
            .Where(t => t.BaseType is { IsGenericType: true } job && job.GetGenericTypeDefinition() == typeof(DeviceJob<>));
        Assert.Equal(jobs.OrderBy(t => t.Name), new JobRunners(resources).Jobs.OrderBy(t => t.Name));
    }
}
