using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Lth4Sa.Simulation.Silos;

/// <summary>A call of one grain, or of a client, to another grain.</summary>
internal sealed class GrainCall : Request
{
    /// <summary>How often a call may find its activation gone.</summary>
    private const int MaxForwards = 2;

    private readonly SimulatedSilo silo;
    private readonly string method;
    private readonly bool isOneWay;

    // Orleans reuses it for another call once its answer is taken: whoever kept it would keep what waits for that one.
    private IResponseCompletionSource? caller;
    private IInvokable? request;
    private CancellationTokenRegistration cancellation;
    private Activation? receiver;
    private int forwards;

    public GrainCall(SimulatedSilo silo, GrainId target, GrainInterfaceType targetInterface, IInvokable request, InvokeMethodOptions options, IResponseCompletionSource? caller)
    {
        (this.silo, Target, TargetInterface, this.request, this.caller) = (silo, target, targetInterface, request, caller);
        (method, Timeout, Source) = (request.GetMethodName(), request.GetDefaultResponseTimeout() ?? silo.ResponseTimeout, OrleansInternals.GetContext()?.GrainId);
        (Interleaves, ReadsOnly) = (options.HasFlag(InvokeMethodOptions.AlwaysInterleave), options.HasFlag(InvokeMethodOptions.ReadOnly));
        isOneWay = caller is null;
    }

    public GrainId Target { get; }

    public GrainInterfaceType TargetInterface { get; }

    /// <summary>Null for clients.</summary>
    public GrainId? Source { get; }

    public TimeSpan Timeout { get; }

    /// <summary>Whether the caller has, or wants, no answer.</summary>
    public bool IsAnswered => caller is null;

    public override bool IsExpired => IsAnswered && !isOneWay;

    /// <summary>Ends the call if no answer comes in time, or when its caller gives it up.</summary>
    public void Watch()
    {
        if (!IsAnswered)
        {
            silo.Timeouts.Add(this);
            cancellation = request!.GetCancellationToken().UnsafeRegister(static (call, token) => ((GrainCall)call!).GiveUp(token), this);
        }
    }

    /// <summary>Tells the caller, unless it has its answer, that none will come.</summary>
    public void TimeOut() => Answer(Response.FromException(new TimeoutException($"Response did not arrive on time in {Timeout} for {method} of {Target}.")));

    /// <summary>Finds the activation that is to take the call.</summary>
    public void Deliver()
    {
        receiver = silo.ActivationOf(Target);
        receiver.Receive(this);
    }

    /// <summary>Sends the call to the next activation, after one that has gone.</summary>
    public void Forward()
    {
        if (++forwards > MaxForwards)
        {
            // The base class of Orleans' own exception for this, which others cannot make.
            Answer(Response.FromException(new OrleansException($"Forwarding failed: {method} of {Target} has found its activation gone {forwards} times.")));
        }
        else
        {
            Deliver();
        }
    }

    public override async ValueTask<Response> InvokeAsync(Activation activation)
    {
        var invoked = request!;
        invoked.SetTarget(activation);
        var response = activation.Silo.Filters.Length == 0
            ? await invoked.Invoke()
            : await new IncomingCall(this, invoked, activation).RunAsync();
        invoked.Dispose();
        return response;
    }

    public override void Answer(Response response)
    {
        request = null;
        if (caller is { } waiting)
        {
            caller = null;
            cancellation.Dispose();
            waiting.Complete(OrleansServices.Shared.ResponseCopier.Copy(response));
        }
    }

    private void GiveUp(CancellationToken token)
    {
        if (!IsAnswered && request is { } cancelled)
        {
            if (cancelled.IsCancellable)
            {
                receiver?.Cancel(this, cancelled);
            }

            Answer(Response.FromException(new OperationCanceledException(token)));
        }
    }
}
