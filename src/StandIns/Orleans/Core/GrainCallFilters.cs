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
    internal abstract class IncomingCall(IIncomingGrainCallFilter[] filters, object grain, GrainMethod method) : IIncomingGrainCallContext
    {
        private int next;

        public object Grain => grain;

        public GrainId TargetId => TargetContext.GrainId;

        public string InterfaceName => InterfaceMethod.DeclaringType!.FullName!;

        public string MethodName => InterfaceMethod.Name;

        public MethodInfo InterfaceMethod => method.Method;

        public IGrainContext TargetContext => ((Grain)grain).GrainContext;

        public abstract object? Result { get; set; }

        public Task Invoke() => next < filters.Length ? filters[next++].Invoke(this) : CallAsync();

        protected abstract Task CallAsync();
    }

    internal sealed class IncomingCommand(IIncomingGrainCallFilter[] filters, object grain, GrainMethod method, object?[] arguments) : IncomingCall(filters, grain, method)
    {
        private readonly GrainMethod method = method;

        public override object? Result { get; set; }

        protected override Task CallAsync() => GrainReferenceProxy.Call(method, Grain, arguments);
    }

    internal sealed class IncomingQuestion<T>(IIncomingGrainCallFilter[] filters, object grain, GrainMethod method, object?[] arguments) : IncomingCall(filters, grain, method)
    {
        private readonly GrainMethod method = method;

        /// <summary>As the grain, or a filter, gave it.</summary>
        public T Answer { get; private set; } = default!;

        public override object? Result
        {
            get => Answer;
            set => Answer = (T)value!;
        }

        protected override async Task CallAsync() => Answer = await GrainReferenceProxy.Answer<T>(method, Grain, arguments);
    }
}
