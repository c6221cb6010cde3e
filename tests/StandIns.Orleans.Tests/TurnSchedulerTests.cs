using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StandIns.Orleans.Tests;

/// <summary>On the stand-in alone: a scheduler in the container runs every turn, which makes simulations possible.</summary>
[Trait("Runs on", "stand-in")]
public sealed class TurnSchedulerTests
{
    [Fact]
    public async Task Turns_WithASchedulerInTheContainer_RunOnIt()
    {
        var scheduler = new CountingScheduler();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TaskScheduler>(scheduler);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddMemoryGrainStorage("memory"));
        using var host = builder.Build();
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbe>("scheduled");
        await grain.Increment();
        var before = scheduler.Turns;
        await grain.Increment();
        Assert.True(scheduler.Turns > before);
        await host.StopAsync();
    }

    private sealed class CountingScheduler : TaskScheduler
    {
        private int turns;

        public int Turns => Volatile.Read(ref turns);

        protected override void QueueTask(Task task)
        {
            Interlocked.Increment(ref turns);
            ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
