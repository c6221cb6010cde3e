using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Serialization.Invocation;

namespace Lth4Sa.Simulation.Silos;

/// <summary>A call on its way through the silo's filters, the first one outermost.</summary>
internal sealed class IncomingCall(GrainCall call, IInvokable request, Activation target) : IIncomingGrainCallContext
{
    private int passed;

    public IInvokable Request => request;

    public object Grain => target.GrainInstance!;

    public GrainId? SourceId => call.Source;

    public GrainId TargetId => call.Target;

    public IGrainContext TargetContext => target;

    public GrainInterfaceType InterfaceType => call.TargetInterface;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = request.GetTarget()!.GetType().GetInterfaceMap(request.GetInterfaceType());
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public object? Result
    {
        get => Response?.Exception is null ? Response?.Result : null;
        set => Response = Response.FromResult(value);
    }

    public Response? Response { get; set; }

    public async Task<Response> RunAsync()
    {
        await Invoke();
        return Response ?? throw new InvalidOperationException($"A filter has answered {MethodName} of {TargetId} with nothing.");
    }

    public async Task Invoke()
    {
        if (passed < target.Silo.Filters.Length)
        {
            await target.Silo.Filters[passed++].Invoke(this);
            return;
        }

        Response = await request.Invoke();
        if (Response.Exception is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }
}
