internal import LinearAlgebra
internal import NeuralNetworks

extension SkillMixture {
  /// The mean negative log-likelihood of a row's action, in nats, with no gradient.
  func loss(_ batch: SeriesBatch) -> Double {
    let evidence = evidence(batch)
    var total = 0.0
    for start in stride(from: 0, to: batch.count, by: batch.length) {
      var filter = SwitchChain.Filter(skills: shape.skills)
      for row in start..<start + batch.length { chain.advance(&filter, row, evidence) }
      total -= filter.logLikelihood
    }
    return total / Double(max(1, batch.count))
  }

  /// The loss with patches dropped, and its gradient added to the weights'.
  ///
  /// The gradients by the chain's potentials are its posteriors (the likelihood is a sum of
  /// products), so nothing is propagated back through time.
  func train(_ batch: SeriesBatch, using generator: inout SplitMix64) -> Double {
    let (seen, encoderCache) = encoder.forward(batch, using: &generator)
    let policyLayer = Activation.relu.infer(policyHidden.infer(seen))
    let policies = PolicyLikelihood(
      logits: policyOutput.infer(policyLayer), codes: batch.codes, skills: shape.skills)
    let endLogits = termination.infer(seen)
    let initiationLayer = Activation.relu.infer(initiationHidden.infer(seen))
    var initiation = initiationOutput.infer(initiationLayer)
    Rows.softmax(&initiation.values, columns: shape.skills)
    let evidence = SwitchChain.Evidence(
      logLikelihood: policies.logLikelihood, endLogit: endLogits.values,
      initiation: initiation.values)

    var total = 0.0
    var policyWeights = [Float](repeating: 0, count: batch.count * shape.skills)
    var endGradient = Matrix(rows: batch.count, columns: shape.skills)
    var initiationGradient = endGradient
    let share = -1 / Double(batch.count)
    for start in stride(from: 0, to: batch.count, by: batch.length) {
      let posterior = chain.smooth(evidence, rows: start..<start + batch.length)
      total -= posterior.logLikelihood
      for row in 0..<batch.length {
        let base = row * shape.skills
        let target = (start + row) * shape.skills
        var began = 0.0
        for k in 0..<shape.skills { began += posterior.began[base + k] }
        for k in 0..<shape.skills {
          let ending = 1 / (1 + SwitchChain.exponential(-Double(endLogits.values[target + k])))
          let stayed = posterior.skill[base + k] - posterior.began[base + k]
          policyWeights[target + k] = Float(share * posterior.skill[base + k])
          endGradient.values[target + k] = Float(
            share * (posterior.ended[base + k] * (1 - ending) - stayed * ending))
          initiationGradient.values[target + k] = Float(
            share * (posterior.began[base + k] - began * Double(initiation.values[target + k])))
        }
        if row == 0 {
          for k in 0..<shape.skills { endGradient.values[target + k] = 0 }
        }
      }
    }

    var gradient = termination.backward(endGradient, seen)
    gradient.add(
      backward(policies.gradient(policyWeights), policyOutput, policyLayer, policyHidden, seen))
    gradient.add(
      backward(initiationGradient, initiationOutput, initiationLayer, initiationHidden, seen))
    encoder.backward(gradient, encoderCache)
    return total / Double(batch.count)
  }

  /// Back through `output(relu(hidden(seen)))`.
  private func backward(
    _ gradient: Matrix, _ output: Dense, _ layer: Matrix, _ hidden: Dense, _ seen: Matrix
  ) -> Matrix {
    var inner = output.backward(gradient, layer)
    for i in inner.values.indices where layer.values[i] <= 0 { inner.values[i] = 0 }
    return hidden.backward(inner, seen)
  }
}

extension Matrix {
  /// Adds another of the same shape.
  mutating func add(_ other: Matrix) {
    precondition(rows == other.rows && columns == other.columns, "the shapes differ")
    for i in values.indices { values[i] += other.values[i] }
  }
}
