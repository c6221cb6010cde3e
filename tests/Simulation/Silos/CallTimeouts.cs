namespace Lth4Sa.Simulation.Silos;

/// <summary>The calls that wait for answers, by when these must have come. One timer for all: nearly every call is answered long before.</summary>
internal sealed class CallTimeouts(TimeProvider time)
{
    private readonly PriorityQueue<GrainCall, (long Due, long Order)> waiting = new();
    private ITimer? timer;
    private long? next;
    private long order;

    public void Add(GrainCall call)
    {
        waiting.Enqueue(call, ((time.GetUtcNow() + call.Timeout).UtcTicks, ++order));
        Arm();
    }

    private void Arm()
    {
        if (waiting.TryPeek(out _, out var first) && !(next <= first.Due))
        {
            next = first.Due;
            timer ??= time.CreateTimer(_ => Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(TimeSpan.FromTicks(first.Due - time.GetUtcNow().UtcTicks), Timeout.InfiniteTimeSpan);
        }
    }

    private void Expire()
    {
        var now = time.GetUtcNow().UtcTicks;
        while (waiting.TryPeek(out var call, out var first) && (call.IsAnswered || first.Due <= now))
        {
            waiting.Dequeue();
            call.TimeOut();
        }

        next = null;
        Arm();
    }
}
