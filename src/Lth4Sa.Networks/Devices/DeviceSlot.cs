using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace Lth4Sa.Networks.Devices;

/// <summary>
/// One place to run networks: a device and a thread of its own. Tensors live and die on that thread, and
/// libtorch's thread count, which belongs to the calling thread, is set there.
/// </summary>
public sealed partial class DeviceSlot : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Thread thread;
    private readonly Lazy<DeviceSlot[]> helpers;

    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="threads">CPU threads of one operator; part of what makes a run repeatable bit for bit.</param>
    public DeviceSlot(string device, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        (Device, Threads) = (torch.device(device), threads);
        helpers = new(() => [.. Enumerable.Range(0, threads).Select(_ => new DeviceSlot(device, 1))]);
        thread = new Thread(Run) { IsBackground = true, Name = $"device slot {device}" };
        thread.Start();
    }

    public torch.Device Device { get; }

    public int Threads { get; }

    /// <summary>Cancelled when the slot is disposed; long jobs heed it.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>Runs <paramref name="job"/> on the slot's thread, after the jobs before it.</summary>
    /// <exception cref="InsufficientMemoryException">The job wanted more memory than the device has left.</exception>
    public Task<T> RunAsync<T>(Func<T> job)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                completion.SetResult(job());
            }
            catch (OperationCanceledException cancelled)
            {
                completion.SetCanceled(cancelled.CancellationToken);
            }
            catch (ExternalException native) when (OutOfMemory.IsMatch(native.Message))
            {
                // libtorch goes on with a list of its native calls.
                completion.SetException(new InsufficientMemoryException(
                    $"The device {Device} has not enough memory for this job: " +
                    $"{native.Message.Split('\n')[0]}", native));
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    /// <summary>
    /// Does <paramref name="part"/>(0), ..., part(parts - 1); called from a job of this slot. On a CPU every one of the slot's
    /// threads takes part after part by itself, which wastes no time on waiting for the others inside an operator and
    /// gives the same numbers for any thread count.
    /// </summary>
    public void Each(int parts, Action<int> part)
    {
        if (Device.type != DeviceType.CPU || Threads == 1)
        {
            for (var i = 0; i < parts; i++)
            {
                part(i);
            }

            return;
        }

        var next = -1;
        Task.WhenAll(helpers.Value.Select(helper => helper.RunAsync(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < parts; i = Interlocked.Increment(ref next))
            {
                part(i);
            }

            return true;
        }))).GetAwaiter().GetResult();
    }

    /// <summary>Waits for the job that runs, which is asked to stop, and for the jobs behind it.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
        stopping.Dispose();
        if (helpers.IsValueCreated)
        {
            Array.ForEach(helpers.Value, helper => helper.Dispose());
        }
    }

    // What libtorch says of a CPU, and of a GPU.
    [GeneratedRegex("can't allocate memory|out of memory")]
    private static partial Regex OutOfMemory { get; }

    private void Run()
    {
        // libtorch gives a thread, at its first operator, the count that was last set by anyone. Asking makes that
        // happen now, before ours is set, and not in the middle of a job: the count decides the rounding of sums.
        _ = torch.get_num_threads();
        torch.set_num_threads(Threads);
        foreach (var job in work.GetConsumingEnumerable())
        {
            job();
        }
    }
}
