using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Grains.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lth4Sa.Grains.Devices;

/// <summary>
/// A lease that a grain holds, with the jobs that it runs on the slot. It sends heartbeats until it is disposed; when it is lost, its
/// jobs end.
/// </summary>
internal sealed class HeldLease : IAsyncDisposable
{
    /// <summary>The time before the pool is asked again that could not be reached.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The number of requests of this process.</summary>
    private static long requests;

    private readonly IDevicePoolGrain pool;
    private readonly Lease lease;
    private readonly IEvaluatorGrain evaluator;
    private readonly TimeProvider time;
    private readonly IGrainTimer heartbeat;
    private readonly CancellationTokenSource ended;
    private long renewed;
    private bool isLost;

    private HeldLease(
        IGrainBase holder, IGrainFactory grains, IDevicePoolGrain pool, Lease lease, TimeProvider time, CancellationToken cancellation)
    {
        (this.pool, this.lease, this.time, renewed) = (pool, lease, time, time.GetTimestamp());
        evaluator = grains.GetGrain<IEvaluatorGrain>(lease.Slot);
        ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        heartbeat = holder.RegisterGrainTimer(
            BeatAsync, new() { DueTime = DevicePoolGrain.Heartbeat, Period = DevicePoolGrain.Heartbeat, Interleave = true });
    }

    /// <summary>Waits for a device, for as long as it is wanted.</summary>
    /// <param name="cancellation">Ends the wait, and later the jobs.</param>
    /// <exception cref="OperationCanceledException">It is wanted no more, or this silo stops.</exception>
    public static async Task<HeldLease> AcquireAsync(
        IGrainBase holder, IGrainFactory grains, string affinity, DeviceShare? share, CancellationToken cancellation)
    {
        var (context, pool) = (holder.GrainContext, grains.GetGrain<IDevicePoolGrain>(0));
        var time = context.ActivationServices.GetRequiredService<TimeProvider>();
        var host = context.ActivationServices.GetRequiredService<IHostApplicationLifetime>();
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.ApplicationStopping);
        var silo = context.Address.SiloAddress!;
        var request = new SlotRequest(
            $"{silo}/{context.ActivationId}/{Interlocked.Increment(ref requests)}", context.GrainId.ToString(), silo, affinity,
            share ?? DeviceShare.Default);
        try
        {
            while (true)
            {
                try
                {
                    if (await pool.Acquire(request).WaitAsync(wanted.Token) is { } lease && await pool.Renew(lease).WaitAsync(wanted.Token))
                    {
                        return new HeldLease(holder, grains, pool, lease, time, cancellation);
                    }
                }
                catch (Exception exception) when (Failures.IsOutage(exception) && !wanted.IsCancellationRequested)
                {
                    // The pool moves to another silo: the request goes on there.
                    await Task.Delay(Pause, time, wanted.Token);
                }
            }
        }
        catch
        {
            // If this does not arrive, the pool forgets the request by itself.
            pool.Withdraw(request).Ignore();
            throw;
        }
    }

    /// <summary>Runs a job on the slot and streams its reports.</summary>
    /// <exception cref="DeviceLostException">The lease was lost.</exception>
    public async IAsyncEnumerable<T> Stream<T>(DeviceJob<T> job)
    {
        await using var reports = evaluator.Stream(job, ended.Token).GetAsyncEnumerator(ended.Token);
        while (await OrLost(reports.MoveNextAsync().AsTask()))
        {
            yield return reports.Current;
        }
    }

    /// <summary>Runs a job on the slot and answers its last report.</summary>
    /// <exception cref="DeviceLostException">The lease was lost.</exception>
    public Task<T> Run<T>(DeviceJob<T> job) => OrLost(evaluator.Run(job, ended.Token));

    public async ValueTask DisposeAsync()
    {
        heartbeat.Dispose();
        ended.Dispose();
        if (!isLost)
        {
            await pool.Withdraw(lease.Request);
        }
    }

    private async Task<T> OrLost<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (OperationCanceledException) when (isLost)
        {
            throw new DeviceLostException($"The lease of slot {lease.Slot} was lost.");
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            if (await pool.Renew(lease))
            {
                renewed = time.GetTimestamp();
                return;
            }
        }
        catch (Exception exception) when (Failures.IsOutage(exception) && time.GetElapsedTime(renewed) <= DevicePoolGrain.LeaseTime)
        {
            return;
        }

        isLost = true;
        heartbeat.Dispose();
        await ended.CancelAsync();
    }
}
