using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Parameters, buffers and sub-modules by name, in the order of registration.</summary>
        public abstract class Module : IDisposable
        {
            private readonly string name;
            private readonly List<(string Name, Module Module)> submodules = [];
            private readonly List<(string Name, Parameter Parameter)> ownParameters = [];
            private readonly List<(string Name, Tensor Buffer)> ownBuffers = [];
            private bool componentsRegistered;

            protected Module(string name) => this.name = name;

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name;

            public virtual void train(bool train = true)
            {
                training = train;
                submodules.ForEach(m => m.Module.train(train));
            }

            public virtual void eval() => train(false);

            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name, submodules.Any(m => m.Name == name));
                submodule.RegisterComponents();
                submodules.Add((name, submodule));
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                CheckName(name, ownParameters.Any(p => p.Name == name));
                ownParameters.Add((name, (Parameter)param.DetachFromDisposeScope()));
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                CheckName(name, ownBuffers.Any(b => b.Name == name));
                ownBuffers.Add((name, tensor.DetachFromDisposeScope()));
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Named(m => m.ownParameters, recurse);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                Named(m => m.ownBuffers, recurse);

            /// <summary>Every parameter once, a shared one too.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(p => p.parameter).Distinct();

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse).Select(b => b.buffer).Distinct();

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none)
                    {
                        parameter.grad = null;
                        continue;
                    }

                    using var gradient = parameter.grad;
                    gradient?.zero_();
                }
            }

            /// <summary>Parameters and buffers by dotted name; the tensors are the module's own.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var dot = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                ownParameters.ForEach(p => destination.TryAdd(dot + p.Name, p.Parameter));
                ownBuffers.ForEach(b => destination.TryAdd(dot + b.Name, b.Buffer));
                submodules.ForEach(m => m.Module.state_dict(destination, dot + m.Name));
                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var destination = state_dict();
                IList<string> missing = [.. destination.Keys.Except(source.Keys).Except(skip ?? [])];
                IList<string> unexpected = [.. source.Keys.Except(destination.Keys).Except(skip ?? [])];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                }

                using var _ = no_grad();
                foreach (var (key, value) in source.Where(entry => destination.ContainsKey(entry.Key) && skip?.Contains(entry.Key) != true))
                {
                    destination[key].copy_(value);
                }

                return (missing, unexpected);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                ownParameters.ForEach(p => p.Parameter.Dispose());
                ownBuffers.ForEach(b => b.Buffer.Dispose());
                submodules.ForEach(m => m.Module.Dispose());
            }

            /// <summary>Registers the fields of this type under their own names, but for what is registered already.</summary>
            protected virtual void RegisterComponents()
            {
                if (componentsRegistered)
                {
                    return;
                }

                componentsRegistered = true;
                foreach (var field in Fields(GetType()))
                {
                    switch (field.GetValue(this))
                    {
                        case Module module when submodules.All(m => m.Name != field.Name && m.Module != module):
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter when ownParameters.All(p => p.Name != field.Name && p.Parameter != parameter):
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor buffer and not Parameter when ownBuffers.All(b => b.Name != field.Name && b.Buffer != buffer):
                            register_buffer(field.Name, buffer);
                            break;
                    }
                }
            }

            internal void MoveTo(Device device)
            {
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                foreach (var tensor in parameters().Concat(buffers()))
                {
                    var gradient = tensor.requires_grad;
                    tensor.Adopt(tensor.to(device, copy: true).detach());
                    tensor.requires_grad = gradient;
                }
            }

            private static IEnumerable<FieldInfo> Fields(Type? type) =>
                type is null || type == typeof(Module)
                    ? []
                    : Fields(type.BaseType).Concat(type.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));

            private static void CheckName(string name, bool taken)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"module name can't contain \".\" or be empty, got: '{name}'");
                }

                if (taken)
                {
                    throw new InvalidOperationException($"{name} is already registered.");
                }
            }

            private IEnumerable<(string, T)> Named<T>(Func<Module, List<(string Name, T Value)>> own, bool recurse)
            {
                foreach (var (key, value) in own(this))
                {
                    yield return (key, value);
                }

                foreach (var (child, module) in recurse ? submodules : [])
                {
                    foreach (var (key, value) in module.Named(own, recurse))
                    {
                        yield return ($"{child}.{key}", value);
                    }
                }
            }
        }

        public abstract class Module<T, TResult> : Module
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T input);

            public TResult call(T input) => forward(input);
        }

        public abstract class Module<T1, T2, TResult> : Module
        {
            protected Module(string name) : base(name)
            {
            }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2) => forward(input1, input2);
        }
    }
}

public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module
    {
        module.MoveTo(device);
        return module;
    }
}
