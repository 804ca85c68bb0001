/// What callers do.
extension PhoneRun {
    /// Somebody calls for the first time.
    mutating func arrive() {
        let number = arrivalKind
        let slot = takeSlot()
        let client = kinds[number].nextClient()
        kinds[number].advance(from: now, factor: factor)
        if kinds.count == 1 { arrivalTime = kinds[0].nextArrival } else { chooseArrival() }
        var caller = Caller()
        caller.entity = client.entity
        caller.length = client.length
        caller.patience = client.bits.1
        caller.choice = client.bits.2
        caller.kind = Int32(truncatingIfNeeded: number)
        // Not beyond the end: how long the run goes on then depends on the line.
        if now < end {
            clients =
                (clients &+ client.bits.0 ^ client.bits.1) &* 0x9E37_79B9_7F4A_7C15
                &+ now.bitPattern
        }
        caller.isCounted = now >= warmUp && now < end
        callers[slot] = caller
        if caller.isCounted {
            pending += 1
            counts[number].offered &+= 1
        }
        attempt(slot)
    }

    private mutating func takeSlot() -> Int {
        if let slot = free.popLast() { return Int(slot) }
        callers.append(Caller())
        return callers.count - 1
    }

    /// Somebody dials, for the first time or again.
    mutating func attempt(_ slot: Int) {
        let number = Int(callers[slot].kind)
        let isCounted = callers[slot].isCounted
        if isCounted { counts[number].attempts &+= 1 }
        note { $0.attempts += 1 }
        tell(.called, slot)
        if waiting + busy >= line.places {
            tell(.blocked, slot)
            if isCounted { counts[number].failedAttempts &+= 1 }
            leave(slot, dialAgain: line.kinds[number].redial?.ifBlocked ?? 0, isBlocked: true)
            return
        }
        callers[slot].joined = now
        let place = kinds[number].firstLine
        if let agent = idleAgent(for: place) {
            if isCounted { countWait(number, 0) }
            begin(slot, agent)
            return
        }
        if isCounted { counts[number].delayed &+= 1 }
        note { $0.delayed += 1 }
        if let offer = line.kinds[number].callBack, isOffered(offer, number),
            RandomStream.unit(callers[slot].choice) < offer.accepting,
            promiseCallBack(slot, isBooked: offer.isBooked)
        {
            return
        }
        let (bits, entity) = (callers[slot].patience, callers[slot].entity)
        let patience = kinds[number].patience(bits, entity, attempt: callers[slot].attempt)
        if patience <= 0 {
            tell(.hungUp, slot)
            note { $0.abandoned += 1 }
            if isCounted { countWait(number, 0) }
            giveUp(slot)
            return
        }
        tell(.waits, slot)
        waiting += 1
        wait(slot, in: place, atHead: false)
        if patience < .infinity {
            callers[slot].isTimed = true
            hangUps.set(slot, at: now + patience, order: events.enter())
        }
    }

    /// Somebody leaves a number, unless a time must be agreed and there is none.
    private mutating func promiseCallBack(_ slot: Int, isBooked: Bool) -> Bool {
        let number = Int(callers[slot].kind)
        var time = 0.0
        if isBooked {
            let wish = CallBackWish(
                caller: callers[slot].entity & 0xFF_FFFF_FFFF, kind: number, time: now)
            guard let appointment = book?(wish) else {
                if callers[slot].isCounted { counts[number].callBacksUnmet &+= 1 }
                return false
            }
            time = max(now, appointment.time)
            if case .byCounsellor = appointment { callers[slot].isWithCounsellor = true }
        }
        if callers[slot].isCounted {
            counts[number].callBacks &+= 1
            countWait(number, 0)
        }
        tell(.callBackPromised, slot)
        callers[slot].isCallBack = true
        toCallBack += 1
        if isBooked {
            callers[slot].promised = time
            schedule(Self.callBack << 60 | UInt64(slot), at: time)
        } else {
            wait(slot, in: callBackLine[number], atHead: false)
        }
        return true
    }

    /// The time has come at which somebody is to be called back.
    mutating func callBack(_ slot: Int) {
        let number = Int(callers[slot].kind)
        if callers[slot].isWithCounsellor {
            tell(.calledBack, slot)
            toCallBack -= 1
            if callers[slot].isCounted {
                counts[number].answered &+= 1
                counts[number].callBackWaitSum += now - callers[slot].joined
            }
            finish(slot)
        } else if let agent = idleAgent(for: callBackLine[number]) {
            countAnswer(slot, isCallBack: true)
            begin(slot, agent)
        } else {
            wait(slot, in: callBackLine[number], atHead: false)
        }
    }

    /// A caller has been heard in full.
    mutating func finish(_ slot: Int) {
        let number = Int(callers[slot].kind)
        if callers[slot].isCounted {
            pending -= 1
            if kinds[number].isHandedOver { counts[number].handedOver &+= 1 }
        }
        free.append(Int32(truncatingIfNeeded: slot))
    }

    private func isOffered(_ offer: CallBackOffer, _ number: Int) -> Bool {
        switch offer.threshold {
        case .queue(let length): return waiting >= length
        case .wait(let time):
            let place = lineOf[number][0]
            var able = 0
            for group in lines[place].groups { able += groups[group].target }
            guard able > 0 else { return true }
            var ahead = 1
            for rival in lines[place].rivals { ahead += lines[rival].count }
            return Double(ahead) * line.kinds[number].handling.mean / Double(able) > time
        }
    }

    /// Puts a caller at the end of a line, or at its head.
    mutating func wait(_ slot: Int, in place: Int, atHead: Bool) {
        joined &+= 1
        let number = Int32(truncatingIfNeeded: slot)
        lines[place].count += 1
        if atHead {
            // As old as the oldest, so that nobody of the same priority passes.
            callers[slot].order = 0
            callers[slot].before = -1
            callers[slot].after = lines[place].head
            if lines[place].head >= 0 { callers[Int(lines[place].head)].before = number }
            lines[place].head = number
            if lines[place].tail < 0 { lines[place].tail = number }
        } else {
            callers[slot].order = joined
            callers[slot].after = -1
            callers[slot].before = lines[place].tail
            if lines[place].tail >= 0 { callers[Int(lines[place].tail)].after = number }
            lines[place].tail = number
            if lines[place].head < 0 { lines[place].head = number }
        }
    }

    /// Takes a caller out of a line.
    mutating func unlink(_ slot: Int, from place: Int) {
        let (before, after) = (callers[slot].before, callers[slot].after)
        if before >= 0 { callers[Int(before)].after = after } else { lines[place].head = after }
        if after >= 0 { callers[Int(after)].before = before } else { lines[place].tail = before }
        lines[place].count -= 1
    }

    /// Somebody who waits hangs up.
    mutating func hangUp(_ slot: Int) {
        let number = Int(callers[slot].kind)
        unlink(slot, from: lineOf[number][Int(callers[slot].part)])
        waiting -= 1
        tell(.hungUp, slot)
        note { $0.abandoned += 1 }
        if callers[slot].isCounted { countWait(number, now - callers[slot].joined) }
        giveUp(slot)
    }

    private mutating func giveUp(_ slot: Int) {
        let number = Int(callers[slot].kind)
        if callers[slot].isCounted { counts[number].failedAttempts &+= 1 }
        leave(slot, dialAgain: line.kinds[number].redial?.ifAbandoned ?? 0, isBlocked: false)
    }

    /// Somebody leaves unheard, perhaps to dial again.
    private mutating func leave(_ slot: Int, dialAgain: Double, isBlocked: Bool) {
        let number = Int(callers[slot].kind)
        if dialAgain > 0, let redial = line.kinds[number].redial,
            Int(callers[slot].attempt) < redial.attemptsMax
        {
            // Numbers of the client and the attempt.
            let place = UInt64(callers[slot].attempt)
            let bits = philox.block((place, callers[slot].entity, Purpose.retrial.rawValue, 0))
            if RandomStream.unit(bits.0) < dialAgain {
                var stream = key.stream(.retrial, entity: callers[slot].entity)
                stream.seek(to: 0x1_0000_0000 &+ place << 16)
                let gap = redial.gap.sample(bits.1, stream)
                callers[slot].attempt += 1
                callers[slot].choice = bits.2
                callers[slot].patience = bits.3
                orbit += 1
                tell(.dialsAgainLater, slot)
                schedule(Self.redial << 60 | UInt64(slot), at: now + gap)
                return
            }
        }
        if callers[slot].isCounted {
            pending -= 1
            if isBlocked {
                counts[number].blocked &+= 1
            } else {
                counts[number].abandoned &+= 1
                if now - callers[slot].joined <= target { counts[number].abandonedInTime &+= 1 }
            }
        }
        free.append(Int32(truncatingIfNeeded: slot))
    }

    @inline(__always)
    mutating func countWait(_ number: Int, _ wait: Double) {
        if wait == 0 {
            counts[number].waits.addZero()
        } else {
            counts[number].waitSum += wait
            counts[number].waitSquares += wait * wait
            counts[number].waits.add(wait)
        }
    }
}
