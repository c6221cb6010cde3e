using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace StandIns.TorchSharp.Tests;

/// <summary>What the product needs of TorchSharp's tensors; runs unchanged on the real package.</summary>
public sealed class TensorTests
{
    [Fact]
    public void Operators_OnTensorsAndScalars_AreElementWise()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, 3 });
        var b = tensor(new float[] { 4, 5, 6 });
        Assert.Equal([5f, 7f, 9f], (a + b).data<float>().ToArray());
        Assert.Equal([-3f, -3f, -3f], (a - b).data<float>().ToArray());
        Assert.Equal([4f, 10f, 18f], (a * b).data<float>().ToArray());
        Assert.Equal([4f, 2.5f, 2f], (b / a).data<float>().ToArray());
        Assert.Equal([3f, 5f, 7f], (a * 2 + 1).data<float>().ToArray());
        Assert.Equal([-1f, -2f, -3f], (-a).data<float>().ToArray());
        Assert.Equal(2, (a > 1.5).sum().item<long>());
    }

    [Fact]
    public void Add_WithAlpha_ScalesTheSecond() => WithScope(() =>
    {
        var a = tensor(new float[] { 1, 2 });
        Assert.Equal([21f, 42f], a.add(tensor(new float[] { 10, 20 }), 2).data<float>().ToArray());
        Assert.Same(a, a.mul_(3).add_(tensor(new float[] { 1, 1 }), -1));
        Assert.Equal([2f, 5f], a.data<float>().ToArray());
    });

    [Fact]
    public void Indexing_SlicesAndPositions_SelectAndAssign() => WithScope(() =>
    {
        var t = tensor(new float[] { 0, 1, 2, 3, 4, 5 }, [2, 3]);
        Assert.Equal(5f, t[1, 2].item<float>());
        Assert.Equal([3f, 4f, 5f], t[1].data<float>().ToArray());
        Assert.Equal([1f, 4f], t[TensorIndex.Colon, TensorIndex.Single(1)].data<float>().ToArray());
        Assert.Equal([0f, 1f, 3f, 4f], t[TensorIndex.Ellipsis, TensorIndex.Slice(null, 2)].data<float>().ToArray());
        t[TensorIndex.Single(0), TensorIndex.Slice(1, 3)] = tensor(new float[] { 8, 9 });
        Assert.Equal([0f, 8f, 9f, 3f, 4f, 5f], t.data<float>().ToArray());
    });

    [Fact]
    public void Permute_OfInterleavedImages_HasChannelsLastStrides() => WithScope(() =>
    {
        var images = zeros([2, 4, 5, 3]).permute(0, 3, 1, 2);
        Assert.Equal([2L, 3, 4, 5], images.shape);
        Assert.Equal([60L, 1, 15, 3], images.stride());
        Assert.False(images.is_contiguous());
    });

    [Fact]
    public void Tensor_FromArray_CopiesIt() => WithScope(() =>
    {
        var values = new float[] { 1, 2 };
        var t = tensor(values);
        values[0] = 9;
        Assert.Equal(1f, t[0].item<float>());
    });

    [Fact]
    public void Bytes_OfContiguousTensor_AreItsStorage() => WithScope(() =>
    {
        var t = zeros([2]);
        MemoryMarshal.AsBytes<float>([3f, 4f]).CopyTo(t.bytes);
        Assert.Equal([3f, 4f], t.data<float>().ToArray());
    });

    [Fact]
    public void Reductions_AlongDimensions_MatchHandComputation() => WithScope(() =>
    {
        var t = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        Assert.Equal([3f, 7f], t.sum(1).data<float>().ToArray());
        Assert.Equal([2f, 3f], t.mean([0]).data<float>().ToArray());
        Assert.Equal([1L, 1], t.argmax(1).data<long>().ToArray());
        Assert.Equal(10f, t.sum().item<float>());
    });

    [Fact]
    public void Amax_OverDimensions_TakesTheLargest() => WithScope(() =>
    {
        var values = tensor(new float[] { 1, 5, 3, 4, 2, 6 }).reshape(1, 2, 3);
        Assert.Equal([4f, 5, 6], values.amax([1]).data<float>().ToArray());
        Assert.Equal([1L, 2, 1], values.amax([2], keepdim: true).shape);
        Assert.Equal(6, values.amax([1, 2]).item<float>());
    });

    [Fact]
    public void Chunk_OfALengthThatDoesNotDivide_EndsWithAShorterOne() => WithScope(() =>
    {
        var values = arange(0.0, 10.0, 1.0).reshape(2, 5);
        var chunks = values.chunk(2, 1);
        Assert.Equal([3L, 2], chunks.Select(c => c.shape[1]));
        Assert.Equal([3f, 4, 8, 9], chunks[1].data<float>().ToArray());
        Assert.Equal([2L, 5], zeros_like(values).shape);
    });

    [Fact]
    public void Matmul_ShapesDoNotFit_ThrowsLibtorchsMessage() => WithScope(() =>
    {
        var error = Assert.ThrowsAny<Exception>(() => zeros([2, 3]).matmul(zeros([2, 3])));
        Assert.Contains("2x3", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void View_OfWrongSize_ThrowsAndLeavesTheTensorUsable() => WithScope(() =>
    {
        var t = zeros([6]);
        var error = Assert.ThrowsAny<Exception>(() => t.view(4, 2));
        Assert.Contains("shape", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([3L, 2], t.view(3, 2).shape);
    });

    private static void WithScope(Action body)
    {
        using var scope = NewDisposeScope();
        body();
    }
}
