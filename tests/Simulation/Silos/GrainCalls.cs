using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Lth4Sa.Simulation.Silos;

/// <summary>What the references of a silo send their calls through.</summary>
internal sealed class GrainCalls(SimulatedSilo silo) : IGrainReferenceRuntime
{
    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var answer = ResponseCompletionSourcePool.Get<T>();
        Send(reference, request, options, answer);
        return answer.AsValueTask();
    }

    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var answer = ResponseCompletionSourcePool.Get();
        Send(reference, request, options, answer);
        return answer.AsVoidValueTask();
    }

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) => Send(reference, request, options, null);

    public object Cast(IAddressable grain, Type interfaceType) =>
        interfaceType.IsInstanceOfType(grain) ? grain : silo.Grains.GetGrain(grain.GetGrainId(), OrleansServices.Shared.InterfaceTypes.GetGrainInterfaceType(interfaceType));

    private void Send(GrainReference reference, IInvokable request, InvokeMethodOptions options, IResponseCompletionSource? answer)
    {
        request.GetCancellationToken().ThrowIfCancellationRequested();
        var call = new GrainCall(silo, reference.GrainId, reference.InterfaceType, request, options, answer);
        silo.Send(call);
        call.Watch();
    }
}
