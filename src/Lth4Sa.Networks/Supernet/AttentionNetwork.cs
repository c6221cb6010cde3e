using System.Globalization;
using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Devices;
using Lth4Sa.Search.Schemes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Supernet;

/// <summary>
/// A backbone whose blocks connect to attention modules as a scheme says (Eq. 3). It has the modules of one scheme
/// and runs any scheme within that one: made for the all-on scheme it is the supernet, made for another it is that
/// stand-alone network and has no parameter that it does not use.
/// </summary>
public sealed class AttentionNetwork : nn.Module<Tensor, Scheme, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Linear fc;
    private readonly Stage[] stages;

    /// <param name="spec">Backbone, module, sharing and classes.</param>
    /// <param name="modules">The blocks that have a module.</param>
    /// <param name="seed">Decides the initial weights; the same name gets the same values in every network.</param>
    public AttentionNetwork(NetworkSpec spec, Scheme modules, ulong seed) : base(nameof(AttentionNetwork))
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(modules.Blocks, spec.Backbone.Blocks, nameof(modules));
        if (AttentionModules.WhyNot(spec.Module, spec.Sharing) is { } reason)
        {
            throw new ArgumentException($"sharing: full is not allowed; expected {reason}.", nameof(spec));
        }

        // Before its first convolution.
        _ = OneDnn.IsUsed;
        (Spec, Modules) = (spec, modules);
        conv1 = Stem.Convolution(spec.Backbone);
        bn1 = nn.BatchNorm2d(spec.Backbone.StemChannels);
        register_module("conv1", conv1);
        register_module("bn1", bn1);
        stages = [.. Enumerable.Range(0, spec.Backbone.Stages).Select(stage => new Stage(spec, modules, stage))];
        foreach (var (stage, i) in stages.Select((s, i) => (s, i)))
        {
            register_module("layer" + (i + 1).ToString(CultureInfo.InvariantCulture), stage);
        }

        fc = nn.Linear(spec.Backbone.Channels(spec.Backbone.Stages - 1), spec.Classes);
        register_module("fc", fc);
        WeightInitialisation.Apply(this, seed);
    }

    public NetworkSpec Spec { get; }

    /// <summary>The blocks that have a module; every scheme that runs must be within it.</summary>
    public Scheme Modules { get; }

    internal Device Device => fc.weight!.device;

    /// <summary>The stem's layer, then those of each block: <see cref="Bottleneck.Layers"/>.</summary>
    internal IReadOnlyList<IReadOnlyList<(Conv2d Convolution, BatchNorm2d Norm, int Stride)>> Layers =>
        [[(conv1, bn1, Spec.Backbone.IsImageNet ? 2 : 1)], .. stages.SelectMany(stage => stage.Blocks).Select(b => b.Block.Layers)];

    internal IReadOnlyList<Stage> Stages => stages;

    internal Linear Classifier => fc;

    /// <summary>Moves weights and statistics to a device.</summary>
    /// <returns>This network.</returns>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The device is not there, or has not enough memory.</exception>
    public AttentionNetwork MoveTo(Device device)
    {
        // Nothing catches what moving a module throws natively, and it ends the process; moving a tensor is caught. The GPU's
        // allocator keeps the memory of this trial for the move.
        using (NewDisposeScope())
        {
            foreach (var tensor in state_dict().Values)
            {
                tensor.to(device);
            }
        }

#pragma warning disable RS0030 // Tried above.
        return this.to(device);
#pragma warning restore RS0030
    }

    /// <summary>Moves weights and statistics to the device of a slot.</summary>
    /// <returns>This network.</returns>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The device is not there, or has not enough memory.</exception>
    public AttentionNetwork MoveTo(DeviceSlot slot) => MoveTo(slot.Device);

    /// <param name="images">N x 3 x H x W, normalised.</param>
    /// <param name="scheme">Which of the modules are connected.</param>
    /// <returns>Logits, N x classes.</returns>
    public override Tensor forward(Tensor images, Scheme scheme)
    {
        CheckWithin(scheme);
        return Run(images, (stage, features) => stage.call(features, scheme));
    }

    /// <summary>Runs the continuous relaxation of Eq. 3, in which every block is connected as far as its gate is open.</summary>
    /// <param name="images">N x 3 x H x W, normalised.</param>
    /// <param name="gates">m, each in 0..1.</param>
    /// <returns>Logits, N x classes.</returns>
    public Tensor Relaxed(Tensor images, Tensor gates)
    {
        CheckWithin(Scheme.AllOn(Modules.Blocks));
        return Run(images, (stage, features) => stage.Relaxed(features, gates));
    }

    private Tensor Run(Tensor images, Func<Stage, Tensor, Tensor> through)
    {
        using var scope = NewDisposeScope();
        var features = Stem.Pool(Spec.Backbone, bn1.call(conv1.call(images)).relu_());
        foreach (var stage in stages)
        {
            using var input = features;
            features = through(stage, input);
        }

        return fc.call(features.mean([2, 3])).MoveToOuterDisposeScope();
    }

    /// <exception cref="ArgumentException">The scheme connects a block that has no module.</exception>
    internal void CheckWithin(Scheme scheme)
    {
        if (scheme.Blocks != Modules.Blocks || (scheme.Bits & ~Modules.Bits) != 0)
        {
            throw new ArgumentException($"The scheme {scheme} is not within {Modules}, the modules of this network.", nameof(scheme));
        }
    }
}
