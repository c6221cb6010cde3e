using Lth4Sa.Networks.Data;
using Lth4Sa.Networks.Training;

namespace Lth4Sa.Contracts.Networks;

/// <summary>A network to train from scratch: everything that decides its weights, of which its id is a hash.</summary>
/// <param name="Data">The images.</param>
/// <param name="DataHash">The SHA-256 of the split's manifest, which the images must have.</param>
/// <param name="Backbone">The name of the backbone.</param>
/// <param name="Module">The name of the attention module.</param>
/// <param name="Sharing">Either full, a module for each block, or share, one for each stage.</param>
/// <param name="Scheme">The scheme: one digit, 0 or 1, for each block.</param>
/// <param name="Recipe">The recipe of the training.</param>
/// <param name="TrainOn">The images to train on: all, the held-out ones too, or split.</param>
/// <param name="Seed">The seed of weights and batches.</param>
/// <param name="Device">The device: cpu, cuda or cuda:N.</param>
/// <param name="Threads">The number of CPU threads of an operator; 0 is all cores.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkRequest(
    DataSpec Data, string DataHash, string Backbone, string Module, string Sharing, string Scheme, RecipeOptions Recipe, string TrainOn,
    long Seed, string Device, int Threads);
