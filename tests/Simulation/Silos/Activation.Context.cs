namespace Lth4Sa.Simulation.Silos;

/// <summary>An activation as Orleans and the grain see it.</summary>
internal sealed partial class Activation : IGrainContext
{
    private const string Stays = "Activations of simulated silos do not migrate.";

    private readonly Dictionary<Type, object> components = [];
    private StreamExtension? streams;

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public GrainReference GrainReference => Silo.Factory.Reference(GrainId, default);

    public ActivationId ActivationId => ActivationId.GetDeterministic(GrainId);

    public GrainAddress Address => new() { GrainId = GrainId, ActivationId = ActivationId, SiloAddress = Silo.Address };

    public IServiceProvider ActivationServices { get; }

    public IGrainLifecycle ObservableLifecycle => lifecycle;

    public IWorkItemScheduler Scheduler => scheduler;

    public Task Deactivated => deactivated.Task;

    public object? GetTarget() => GrainInstance;

    public TComponent? GetComponent<TComponent>()
        where TComponent : class => (TComponent?)GetComponent(typeof(TComponent));

    public object? GetComponent(Type componentType) =>
        componentType.IsInstanceOfType(GrainInstance) ? GrainInstance
        : componentType.IsInstanceOfType(this) ? this
        : componentType == typeof(IAsyncEnumerableGrainExtension) ? streams ??= new StreamExtension(this)
        : components.GetValueOrDefault(componentType) ?? ActivationServices.GetService(componentType);

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        if (value is null)
        {
            components.Remove(typeof(TComponent));
        }
        else
        {
            components[typeof(TComponent)] = value;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (stage is ActivationStage.Activating or ActivationStage.Valid)
        {
            (wasValid, stage, reason) = (stage == ActivationStage.Valid, ActivationStage.Deactivating, deactivationReason);
            Signal();
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{GrainId} of {Silo.Life.Name}";

    public void ReceiveMessage(object message) => throw new NotSupportedException("Simulated silos pass requests on, and no messages.");

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Simulated activations activate themselves.");

    public void Rehydrate(IRehydrationContext context) => throw new NotSupportedException(Stays);

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw new NotSupportedException(Stays);
}
