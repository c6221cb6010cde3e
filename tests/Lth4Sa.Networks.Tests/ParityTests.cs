using Lth4Sa.Networks.Attention;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Networks.Checkpoints;
using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Supernet;
using Lth4Sa.Networks.Training;
using Lth4Sa.Search.Random;
using Lth4Sa.Search.Schemes;
using TorchSharp;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Tests;

/// <summary>
/// Every backbone, module and sharing against PyTorch: the same weights and images give the same numbers. In double precision,
/// in which the two libtorch round alike for all that matters; in single precision a ReLU's kink can take the other side.
/// </summary>
public sealed class ParityTests(PyTorchOracle oracle) : IClassFixture<PyTorchOracle>, IDisposable
{
    private const double Tolerance = 1e-8, Rate = 0.05, Momentum = 0.9, Decay = 1e-4;

    /// <summary>The unit roundoff of single precision.</summary>
    private const double Roundoff = 1.0 / (1 << 24);

    private const int Classes = 10;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string, Sharing> Networks => Chosen((_, _, _) => true);

    /// <summary>Every backbone, and every module on one of them.</summary>
    public static TheoryData<string, string, Sharing> SinglePrecision =>
        Chosen((backbone, module, sharing) => backbone == "resnet20" || (module == "se" && sharing == Sharing.Full));

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_OneStepOfTraining_AgreesWithPyTorch(string name, string module, Sharing sharing)
    {
        using var scope = NewDisposeScope();
        var backbone = Backbone.Parse(name);
        using var network = new AttentionNetwork(
            new NetworkSpec(backbone, module, sharing, Classes), Scheme.AllOn(backbone.Blocks), 1).to(float64);
        Perturb(network);
        Checkpoint.Save(network, folder.File("weights"), new Dictionary<string, string>());
        var (images, labels) = Batch(backbone, float64);

        List<Scheme> schemes = [Scheme.AllOn(backbone.Blocks)];
        var plain = module == "se" && sharing == Sharing.Full;
        if (plain || !backbone.IsImageNet)
        {
            // A random scheme of its own for each network.
            var random = new Philox((ulong)(name + module).Sum(c => c) + (ulong)sharing);
            schemes.Add(Scheme.Create(backbone.Blocks, b => random.Uniform(RandomStream.Actions, 0, (uint)b) < 0.5));
        }

        if (plain)
        {
            // The backbone alone, whatever the module.
            schemes.Add(Scheme.AllOff(backbone.Blocks));
        }

        foreach (var scheme in schemes)
        {
            using var inner = NewDisposeScope();
            Checkpoint.Load(network, folder.File("weights"));
            Ask(network, scheme);
            Compare(network, scheme, images, labels, Safetensors.Load(folder.File("answer")).Tensors);
        }
    }

    /// <summary>
    /// In single precision a sum of n products is rounded by up to about sqrt(n) times the unit roundoff, as if its weights
    /// were off by as much. What such a random change of all weights does to the logits, in double precision, is the most that
    /// rounding may do to them. Seen: a quarter to a half of it.
    /// </summary>
    [Theory]
    [MemberData(nameof(SinglePrecision))]
    public void Logits_SinglePrecision_AgreeWithPyTorchWithinRounding(string name, string module, Sharing sharing)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var backbone = Backbone.Parse(name);
        using var network = new AttentionNetwork(new NetworkSpec(backbone, module, sharing, Classes), Scheme.AllOn(backbone.Blocks), 1);
        Perturb(network);
        Checkpoint.Save(network, folder.File("weights"), new Dictionary<string, string>());
        var images = Batch(backbone, float32).Images;
        var scheme = Scheme.AllOn(backbone.Blocks);
        Ask(network, scheme);
        network.train();
        var logits = network.call(images, scheme);

        network.to(float64);
        var exact = network.call(images.@double(), scheme);
        foreach (var weight in network.parameters().Where(p => p.ndim > 1))
        {
            weight.mul_(1 + randn_like(weight) * (Math.Sqrt((double)weight.numel() / weight.shape[0]) * Roundoff));
        }

        var rounding = Norm(network.call(images.@double(), scheme) - exact);
        Assert.InRange(Norm(logits - exact), 0, rounding);
        Assert.InRange(Norm(Safetensors.Load(folder.File("answer")).Tensors["logits"] - exact), 0, rounding);
    }

    /// <summary>
    /// A step with all modules, so that there is momentum, then two that leave modules out: one of them has never had a gradient.
    /// </summary>
    [Theory]
    [InlineData(UnusedModules.Decay)]
    [InlineData(UnusedModules.Freeze)]
    public void TrainingStep_UnusedModules_AgreesWithPyTorch(UnusedModules unused)
    {
        using var scope = NewDisposeScope();
        var backbone = Backbone.Parse("resnet20");
        Scheme[] before = [Scheme.Parse("011111"), Scheme.Parse("001011")];
        var last = Scheme.Parse("010010");
        using var network = new AttentionNetwork(new NetworkSpec(backbone, "se", Sharing.Full, Classes), Scheme.AllOn(6), 1).to(float64);
        Perturb(network);
        Checkpoint.Save(network, folder.File("weights"), new Dictionary<string, string>());
        var (images, labels) = Batch(backbone, float64);
        Ask(network, last, before, unused);

        network.train();
        using var optimiser = optim.SGD(network.parameters(), Rate, Momentum, weight_decay: Decay);
        foreach (var each in before.Append(last))
        {
            TrainingStep.Run(network, optimiser, new Batch(images, labels), each, unused);
        }

        var (trained, answer) = (Safetensors.Load(folder.File("trained")).Tensors, Safetensors.Load(folder.File("answer")).Tensors);
        foreach (var (name, tensor) in network.state_dict())
        {
            Agree(name, trained[name], tensor.detach(), 0);
        }

        var momentum = network.named_parameters().Select(p => p.name).Zip(optimiser.state_dict().State.Cast<TorchSharp.Modules.SGD.State>())
            .Where(p => p.Second.momentum_buffer is not null).ToDictionary(p => p.First, p => p.Second.momentum_buffer);
        Assert.Equal(answer.Keys.Where(k => k.StartsWith("momentum.", StringComparison.Ordinal)).Order(),
            momentum.Keys.Select(k => "momentum." + k).Order());
        var largest = momentum.Values.Max(Norm);
        foreach (var (name, buffer) in momentum)
        {
            Agree("momentum." + name, answer["momentum." + name], buffer, largest);
        }

        // The module of block 1 is not in any of the schemes.
        Assert.Equal(unused == UnusedModules.Decay, momentum.ContainsKey("layer1.0.attention.fc1.weight"));
    }

    private void Ask(AttentionNetwork network, Scheme scheme) => Ask(network, scheme, [], UnusedModules.Freeze);

    private void Ask(AttentionNetwork network, Scheme scheme, Scheme[] before, UnusedModules unused) => oracle.Ask(new PyTorchOracle.Job(
        network.Spec.Backbone.Name, network.Spec.Module, network.Spec.Sharing == Sharing.Share
            ? "share"
            : "full", network.Modules.ToString(), scheme.ToString(), Classes,
        folder.File("weights"), folder.File("batch"), Rate, Momentum, Decay, folder.File("answer"), folder.File("trained"),
        [.. before.Select(s => s.ToString())], unused == UnusedModules.Decay ? "decay" : "freeze"));

    private void Compare(
        AttentionNetwork network, Scheme scheme, Tensor images, Tensor labels, IReadOnlyDictionary<string, Tensor> expected)
    {
        network.train();
        using var optimiser = optim.SGD(network.parameters(), Rate, Momentum, weight_decay: Decay);
        network.zero_grad();
        var logits = network.call(images, scheme);
        nn.functional.cross_entropy(logits, labels).backward();
        Agree("logits", expected["logits"], logits.detach(), 0);

        // A gradient that is zero but for rounding, such as that of a bias before batch-norm, is measured against the largest.
        var gradients = network.named_parameters().Where(p => p.parameter.grad is not null)
            .ToDictionary(p => p.name, p => p.parameter.grad!.clone());
        Assert.Equal(expected.Keys.Where(k => k.StartsWith("grad.", StringComparison.Ordinal)).Order(),
            gradients.Keys.Select(k => "grad." + k).Order());
        var largest = gradients.Values.Max(Norm);
        foreach (var (name, gradient) in gradients)
        {
            Agree("grad." + name, expected["grad." + name], gradient, largest);
        }

        optimiser.step();
        var trained = Safetensors.Load(folder.File("trained")).Tensors;
        foreach (var (name, tensor) in network.state_dict())
        {
            Agree(name, trained[name], tensor.detach(), 0);
        }

        network.eval();
        using var _ = no_grad();
        // Logits of the network that PyTorch trained and saved, loaded here.
        Checkpoint.Load(network, folder.File("trained"));
        Agree("eval", expected["eval"], network.call(images, scheme), 0);
    }

    private static void Agree(string name, Tensor expected, Tensor actual, double scale)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var inner = NewDisposeScope();
        var (difference, norm) = (Norm(actual.@double() - expected.@double()), Math.Max(Norm(expected), 1e-3 * scale));
        Assert.True(difference <= Tolerance * norm, $"{name}: differs by {difference / norm:E2} of its norm.");
    }

    private static double Norm(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return Math.Sqrt(tensor.detach().@double().square().sum().item<double>());
    }

    private static TheoryData<string, string, Sharing> Chosen(Func<string, string, Sharing, bool> which)
    {
        var networks = new TheoryData<string, string, Sharing>();
        foreach (var backbone in Backbone.Registry.Names)
        {
            foreach (var row in TestNetworks.ModulesAndSharings.Where(row => which(backbone, (string)row[0], (Sharing)row[1])))
            {
                networks.Add(backbone, (string)row[0], (Sharing)row[1]);
            }
        }

        return networks;
    }

    // Batch-norm and SGE start at 0 and 1, where many a mistake would not show.
    private static void Perturb(AttentionNetwork network)
    {
        using var _ = no_grad();
        manual_seed(1);
        foreach (var parameter in network.parameters().Where(p => p.ndim == 1))
        {
            using var noise = empty(parameter.shape, dtype: parameter.dtype).normal_(0, 0.2);
            parameter.add_(noise);
        }
    }

    private (Tensor Images, Tensor Labels) Batch(Backbone backbone, ScalarType precision)
    {
        manual_seed(2);
        var size = backbone.IsImageNet ? 48 : 16;
        var images = empty(4, size, size, 3, dtype: precision).normal_().permute(0, 3, 1, 2);
        var labels = tensor(new long[] { 1, 7, 3, 7 });
        Safetensors.Save(
            folder.File("batch"), new Dictionary<string, Tensor> { ["x"] = images, ["y"] = labels }, new Dictionary<string, string>());
        return (images, labels);
    }
}
