using Lth4Sa.Networks.Backbones;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lth4Sa.Networks.Attention;

/// <summary>
/// DIA (Huang et al., arXiv:1905.10671; Eq. 23): an LSTM cell that the blocks of a stage share. Its input is the
/// channel means m, its gates are the sum of an input path and a hidden path, each C -> C/r -> 4C with ReLU, and its
/// new hidden state is the mask. A block that is not connected leaves the state alone; h and c start at zero at the
/// first connected block of a stage.
/// </summary>
public sealed class DenseImplicitAttention : AttentionModule
{
    private readonly DiaOutput output;
    private readonly Linear input1;
    private readonly Linear input2;
    private readonly Linear hidden1;
    private readonly Linear hidden2;

    /// <param name="channels">C, at least r.</param>
    /// <param name="reduction">r, by integer division.</param>
    public DenseImplicitAttention(int channels, int reduction, DiaOutput output) : base(nameof(DenseImplicitAttention))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, reduction);
        this.output = output;
        input1 = nn.Linear(channels, channels / reduction);
        input2 = nn.Linear(channels / reduction, 4 * channels);
        hidden1 = nn.Linear(channels, channels / reduction);
        hidden2 = nn.Linear(channels / reduction, 4 * channels);
        RegisterComponents();
    }

    /// <summary>The appendix: 4 for CIFAR, 20 for ImageNet.</summary>
    internal static int ReductionFor(Backbone backbone) => backbone.IsImageNet ? 20 : 4;

    /// <summary>Both paths, and the three products of gates with states.</summary>
    internal static Cost Cost(int channels, int reduction)
    {
        var path = Backbones.Cost.Linear(channels, channels / reduction) + Backbones.Cost.Linear(channels / reduction, 4 * channels);
        return path + path + new Cost(0, 3L * channels);
    }

    public override (Tensor Recalibrated, AttentionState? State) forward(Tensor residual, AttentionState? before)
    {
        using var scope = NewDisposeScope();
        var squeezed = residual.mean([2, 3]);
        var hidden = before?.Hidden ?? zeros_like(squeezed);
        var cell = before?.Cell ?? hidden;
        var gates = (input2.call(input1.call(squeezed).relu_()) + hidden2.call(hidden1.call(hidden).relu_())).chunk(4, 1);
        var newCell = gates[1].sigmoid() * cell + gates[0].sigmoid() * gates[2].tanh();
        var newHidden = gates[3].sigmoid() * (output == DiaOutput.Tanh ? newCell.tanh() : newCell.sigmoid());
        var recalibrated = Recalibrate(residual, newHidden.unsqueeze(2).unsqueeze(3)).MoveToOuterDisposeScope();
        return (recalibrated, new AttentionState(newHidden, newCell).MoveToOuterDisposeScope());
    }
}
