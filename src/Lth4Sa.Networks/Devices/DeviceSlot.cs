using System.Collections.Concurrent;
using TorchSharp;

namespace Lth4Sa.Networks.Devices;

/// <summary>
/// One place to run networks: a device and a thread of its own. Tensors live and die on that thread, and
/// libtorch's thread count, which belongs to the calling thread, is set there.
/// </summary>
public sealed class DeviceSlot : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Thread thread;

    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="threads">CPU threads of one operator; part of what makes a run repeatable bit for bit.</param>
    public DeviceSlot(string device, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        (Device, Threads) = (torch.device(device), threads);
        thread = new Thread(Run) { IsBackground = true, Name = $"device slot {device}" };
        thread.Start();
    }

    public torch.Device Device { get; }

    public int Threads { get; }

    /// <summary>Cancelled when the slot is disposed; long jobs heed it.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>Runs <paramref name="job"/> on the slot's thread, after the jobs before it.</summary>
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
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    /// <summary>Waits for the job that runs, which is asked to stop, and for the jobs behind it.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
        stopping.Dispose();
    }

    private void Run()
    {
        torch.set_num_threads(Threads);
        foreach (var job in work.GetConsumingEnumerable())
        {
            job();
        }
    }
}
