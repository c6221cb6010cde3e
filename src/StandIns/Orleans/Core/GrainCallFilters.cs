using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans
{
    public interface IGrainCallContext
    {
        object Grain { get; }

        GrainId TargetId { get; }

        string InterfaceName { get; }

        string MethodName { get; }

        MethodInfo InterfaceMethod { get; }

        /// <summary>What the call answers; null before <see cref="Invoke"/>, and for calls that answer nothing.</summary>
        object? Result { get; set; }

        /// <summary>Goes on with the next filter, or at last with the grain.</summary>
        Task Invoke();
    }

    public interface IIncomingGrainCallContext : IGrainCallContext
    {
        IGrainContext TargetContext { get; }
    }

    /// <summary>Sees every call of a grain method that answers a task, where it runs.</summary>
    public interface IIncomingGrainCallFilter
    {
        Task Invoke(IIncomingGrainCallContext context);
    }
}

namespace Orleans.Hosting
{
    public static class GrainCallFilterSiloBuilderExtensions
    {
        public static ISiloBuilder AddIncomingGrainCallFilter(this ISiloBuilder builder, IIncomingGrainCallFilter filter)
        {
            builder.Services.AddSingleton(filter);
            return builder;
        }
    }
}

namespace Orleans.Runtime
{
    /// <summary>One call on its way through the filters.</summary>
    internal sealed class IncomingCall(IIncomingGrainCallFilter[] filters, IGrainContext target, GrainMethod method, Func<Task<object?>> call) : IIncomingGrainCallContext
    {
        private int next;

        public object Grain => target.GrainInstance!;

        public GrainId TargetId => target.GrainId;

        public string InterfaceName => InterfaceMethod.DeclaringType!.FullName!;

        public string MethodName => InterfaceMethod.Name;

        public MethodInfo InterfaceMethod => method.Method;

        public IGrainContext TargetContext => target;

        public object? Result { get; set; }

        public async Task Invoke()
        {
            if (next < filters.Length)
            {
                await filters[next++].Invoke(this);
            }
            else
            {
                Result = await call();
            }
        }
    }
}
